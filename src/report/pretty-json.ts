import { unseen } from './harmless.ts';

/** Longest line on which an array or an object of plain values is kept together, in characters. */
const lineLimit = 100;

const unitEscape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** One value on one line; characters that cannot be seen are written as escapes, which read back as themselves. */
const plain = (value: unknown): string =>
  JSON.stringify(value).replace(unseen, (character) => character.split('').map(unitEscape).join(''));

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * The value as JSON with two spaces of indent, short arrays of plain values on one line, and a new line at the end. Keys stand in the
 * order of `keys`, those not named after them by code unit, so equal values give equal text however they were built.
 */
export function prettyJson(value: unknown, keys: readonly string[] = []): string {
  const rank = new Map(keys.map((key, index) => [key, index]));
  const rankOf = (key: string): number => rank.get(key) ?? keys.length;
  const print = (it: unknown, indent: string): string => {
    if (!isContainer(it)) return plain(it);
    const inner = `${indent}  `;
    if (Array.isArray(it)) {
      if (it.length === 0) return '[]';
      const line = `[${it.map((item) => (isContainer(item) ? '' : plain(item))).join(', ')}]`;
      if (!it.some(isContainer) && line.length + indent.length <= lineLimit) return line;
      return `[\n${it.map((item) => inner + print(item, inner)).join(',\n')}\n${indent}]`;
    }
    const entries = Object.entries(it)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
    if (entries.length === 0) return '{}';
    return `{\n${entries.map(([key, item]) => `${inner}${plain(key)}: ${print(item, inner)}`).join(',\n')}\n${indent}}`;
  };
  return `${print(value, '')}\n`;
}
