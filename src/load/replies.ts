import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reply } from '../model/maker.ts';
import { UserError } from '../model/user-error.ts';
import { didYouMean } from './nearest.ts';
import { isDate } from './reviews.ts';
import { shortened } from './shortened.ts';
import { yamlFile, type Mistake } from './yaml-file.ts';

/** Longest reply, in characters: about four pages. */
const longestReply = 20_000;
const keys = ['date', 'by', 'about'] as const;

/** A reply, or everything wrong in its file. */
export type ReadReply = { readonly reply: Reply } | { readonly mistakes: readonly Mistake[] };

/**
 * A maker's reply: between two lines of `---` its date, who wrote it and what it is about (the id of a finding, or a practice), below them its text.
 * `practices` are those there are, where they are known.
 */
export function replyFrom(maker: string, path: string, bytes: Uint8Array, practices: readonly string[] = []): ReadReply {
  const source = new TextDecoder()
    .decode(bytes)
    .replace(/^\u{FEFF}/u, '')
    .replace(/\r\n?/gu, '\n');
  const [, head, body] = /^---[ \t]*\n([\s\S]*?\n)---[ \t]*(?:\n([\s\S]*))?$/u.exec(source) ?? [];
  const at = (line: number, message: string): ReadReply => ({ mistakes: [{ path, line, column: 1, message }] });
  if (head === undefined) return at(1, 'a reply begins with its date:, by: and about: between two lines of "---".');
  // A comment in place of the first line, so that places stay.
  const file = yamlFile(path, Buffer.from(`#\n${head}`));
  if (file.mistakes.length > 0) return { mistakes: file.mistakes };
  const content = isRecord(file.content) ? file.content : {};
  const mistakes = keys
    .filter((key) => content[key] === undefined)
    .map((key) => file.mistakeAt([], `"${key}" is missing: ${expected[key]}`))
    .concat(
      Object.keys(content)
        .filter((key) => !keys.some((known) => known === key))
        .map((key) =>
          file.mistakeAtKey([key], `there is no "${shortened(key)}" here.${didYouMean(key, keys) || ` Known are ${keys.join(', ')}.`}`),
        ),
    );
  const { date, by, about } = content;
  if (date !== undefined && (typeof date !== 'string' || !isDate(date)))
    mistakes.push(file.mistakeAt(['date'], `"date" is ${expected.date}`));
  if (by !== undefined && (typeof by !== 'string' || by.trim() === '' || by.length > 200))
    mistakes.push(file.mistakeAt(['by'], `"by" is ${expected.by}`));
  if (about !== undefined && (typeof about !== 'string' || !/^(?:[0-9a-f]{16}|[a-z]+\/[a-z-]+)$/u.test(about)))
    mistakes.push(file.mistakeAt(['about'], `"about" is ${expected.about}`));
  else if (typeof about === 'string' && about.includes('/') && practices.length > 0 && !practices.includes(about))
    mistakes.push(file.mistakeAt(['about'], `there is no practice ${about}.${didYouMean(about, practices)}`));
  const text = (body ?? '')
    .split(/\n[ \t]*\n/u)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
  const firstLine = head.split('\n').length + 2;
  if (text === '') return { mistakes: [...mistakes, { path, line: firstLine, column: 1, message: 'the reply has no text.' }] };
  if (text.length > longestReply)
    mistakes.push({ path, line: firstLine, column: 1, message: `a reply has at most ${longestReply.toLocaleString('en')} characters.` });
  if (mistakes.length > 0 || typeof date !== 'string' || typeof by !== 'string' || typeof about !== 'string') return { mistakes };
  const name = path.split(/[\\/]/u).at(-1)?.replace(/\.md$/u, '') ?? '';
  return { reply: { id: `${maker}/${name}`, maker, date, by: by.trim(), about, text } };
}

const expected = {
  date: 'a day of the calendar, as YYYY-MM-DD, in quotes or not.',
  by: 'who wrote it, in up to 200 characters.',
  about: 'a practice, such as voice/third-party, or the 16 hex digits of a finding, in quotes.',
} as const;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Files are named so that their names may stand in an address. */
const safeName = /^[a-z0-9][a-z0-9-]*\.md$/u;

/** All replies of a maker's folder, the newest first; none where it has no folder `replies`. Whatever is wrong in one is a `UserError`. */
export async function readReplies(dir: string, maker: string, practices: readonly string[] = []): Promise<readonly Reply[]> {
  const folder = join(dir, maker, 'replies');
  const entries = await readdir(folder, { withFileTypes: true }).catch(nothingThere);
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.md')).map(({ name }) => name);
  const wrong = names.find((name) => !safeName.test(name));
  if (wrong !== undefined)
    throw new UserError(`${join(folder, wrong)}: a reply's file is named with small letters, digits and hyphens, such as 2026-11-23.md.`);
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
  return repliesOf(files.map(({ name, bytes }) => replyFrom(maker, join(folder, name), bytes, practices)));
}

function nothingThere(cause: unknown): [] {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
  throw cause;
}

/** The replies, the newest first, or one `UserError` with all mistakes. */
export function repliesOf(read: readonly ReadReply[]): readonly Reply[] {
  const mistakes = read.flatMap((one) => ('mistakes' in one ? one.mistakes : []));
  if (mistakes.length > 0)
    throw new UserError(mistakes.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`).join('\n'));
  const replies = read.flatMap((one) => ('reply' in one ? [one.reply] : []));
  return replies.toSorted((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? 1 : -1));
}
