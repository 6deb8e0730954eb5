import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { passageKinds, type PassageKind } from '../../src/judge/passage-kind.ts';

const folder = fileURLToPath(new URL('../../src/judge/training/', import.meta.url));

/** The texts of one class; in its file they stand with a line `---` between. */
export function trainingTexts(kind: PassageKind): readonly string[] {
  return readFileSync(`${folder}${kind}.txt`, 'utf8')
    .split(/^---$/mu)
    .map((text) => text.trim());
}

/** A value for every class. */
export function forEveryKind<T>(value: (kind: PassageKind) => T): Record<PassageKind, T> {
  return Object.fromEntries(passageKinds.map((kind) => [kind, value(kind)])) as Record<PassageKind, T>;
}
