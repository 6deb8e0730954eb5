import { isUtf8 } from 'node:buffer';
import { isAlias, isMap, isNode, isPair, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, YAMLParseError } from 'yaml';

/** Something wrong in a file: `at` is its path with line and column, from 1. */
export interface Mistake {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong, and what to do: one or two sentences. */
  readonly message: string;
}

/** A YAML file as data, with the way back from any part of it to its place. */
export interface YamlFile {
  readonly path: string;
  /** Plain data; null where the file could not be read as YAML. */
  readonly content: unknown;
  readonly mistakes: readonly Mistake[];
  /** A mistake at the value that the keys lead to, or at the nearest part around it that is there. */
  readonly mistakeAt: (keys: readonly (string | number)[], message: string) => Mistake;
  /** A mistake at the last of the keys itself, not at its value. */
  readonly mistakeAtKey: (keys: readonly (string | number)[], message: string) => Mistake;
}

/** Largest rule file, in bytes: a rule has up to 50 lines and the largest lexicon 20 kB; a parser deserves a bound. */
const largestFile = 1_000_000;

/** Reads YAML 1.2 (core schema), strictly: UTF-8, one document, no key twice, no anchors, no tags. Never throws on what a file holds. */
export function yamlFile(path: string, bytes: Uint8Array): YamlFile {
  if (bytes.length > largestFile)
    return unreadable(path, 1, 1, `the file has ${bytes.length} bytes. A rule or lexicon has at most ${largestFile}.`);
  const source = new TextDecoder().decode(bytes);
  const lines = new LineCounter();
  if (!isUtf8(bytes)) {
    const before = source.slice(0, Math.max(0, source.indexOf('\u{FFFD}'))).split('\n');
    return unreadable(path, before.length, (before.at(-1)?.length ?? 0) + 1, 'this is not UTF-8. Save the file in that encoding.');
  }
  let document: Document.Parsed;
  try {
    document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  } catch (cause) {
    // The parser calls itself for every level of nesting.
    if (!(cause instanceof RangeError)) throw cause;
    return unreadable(path, 1, 1, tooDeep);
  }
  if (document.errors.some(({ message }) => message.includes('call stack'))) return unreadable(path, 1, 1, tooDeep);
  const at = (offset: number, message: string): Mistake => {
    const { line, col } = lines.linePos(offset);
    return { path, line: Math.max(1, line), column: Math.max(1, col), message };
  };
  const mistakes = told([...document.errors, ...document.warnings]).map((error) => at(error.pos[0], inPlainWords(error, source)));
  if (mistakes.length === 0) {
    visit(document, {
      Alias: (_, node) =>
        void mistakes.push(
          at(node.range?.[0] ?? 0, 'a "*" refers to another place of the file. Write the words out, or put them in quotes.'),
        ),
      Node: (_, node) => {
        if (!isAlias(node) && node.anchor !== undefined) {
          mistakes.push(at(node.range?.[0] ?? 0, `"&${node.anchor}" names a place of the file. Put the words in quotes.`));
        }
      },
      Pair: (_, pair) => {
        const key: unknown = pair.key;
        if (!isScalar(key) || typeof key.value !== 'string')
          mistakes.push(at(isNode(key) ? (key.range?.[0] ?? 0) : 0, 'a key must be a plain word, such as "title:".'));
      },
    });
  }
  const mistakeAt: YamlFile['mistakeAt'] = (keys, message) => at(offsetOf(document, keys, false), message);
  const mistakeAtKey: YamlFile['mistakeAtKey'] = (keys, message) => at(offsetOf(document, keys, true), message);
  const content: unknown = mistakes.length === 0 ? document.toJS() : null;
  return { path, content, mistakes, mistakeAt, mistakeAtKey };
}

const tooDeep = 'it is nested too deeply. A rule has five levels.';

/** The first complaint, whose like the later ones only follow from; of keys that are there twice, all. */
function told<Complaint extends { readonly code: string }>(complaints: readonly Complaint[]): readonly Complaint[] {
  return complaints.filter(({ code }, index) => index === 0 || (code === 'DUPLICATE_KEY' && complaints[0]?.code === code));
}

function unreadable(path: string, line: number, column: number, message: string): YamlFile {
  const mistake = { path, line, column, message };
  return { path, content: null, mistakes: [mistake], mistakeAt: () => mistake, mistakeAtKey: () => mistake };
}

/** Where the keys lead in the source, as far as they lead anywhere. */
function offsetOf(document: Document.Parsed, keys: readonly (string | number)[], isKey: boolean): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range[0] ?? 0;
  for (const [depth, key] of keys.entries()) {
    const isLast = depth === keys.length - 1;
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
      if (isNode(pair?.key) && (isLast || pair.value === null)) offset = pair.key.range?.[0] ?? offset;
      next = isLast && isKey ? undefined : pair?.value;
    } else if (isSeq(node)) next = node.items[Number(key)];
    if (!isNode(next)) return offset;
    // An empty value ("terms:" and nothing) has no place of its own: its key has.
    if (next.range && (next.range[0] !== next.range[1] || isSeq(node))) offset = next.range[0];
    node = next;
  }
  return offset;
}

/** The parser's complaints that people run into, in their words; any other as the parser says it. */
function inPlainWords(error: Pick<YAMLParseError, 'code' | 'message' | 'pos'>, source: string): string {
  // `[under the age of # years]` without quotes: the bracket is lost in the comment.
  if (/end with a [\]}]/u.test(error.message))
    return 'a list that begins with "[" is not closed before here. "#" begins a comment: a term with a number is in quotes, "# days".';
  const known: Partial<Record<string, string>> = {
    TAB_AS_INDENT: 'a tab is used to indent. Use blanks.',
    DUPLICATE_KEY: `the key "${/^[^\s:]*/u.exec(source.slice(error.pos[0]))?.[0] ?? ''}" is here twice. Keep one, and put all its terms there.`,
    BAD_INDENT: 'the indentation does not fit the lines above. What belongs together starts in the same column.',
    MULTILINE_IMPLICIT_KEY: 'a key must stand on one line. A text with ": " in it must be in quotes.',
    BLOCK_AS_IMPLICIT_KEY: 'there is a second ": " on this line. Put the text in quotes.',
    MULTIPLE_DOCS: 'a file holds one rule or lexicon. Leave out the "---" and what follows it.',
    TAG_RESOLVE_FAILED: 'a word that starts with "!" is a tag. Put the text in quotes.',
    BAD_SCALAR_START: 'a text cannot start with this character. Put it in quotes.',
    MISSING_CHAR: `a closing character is missing: ${error.message}. A word that may be missing is written (word), and a term with a comma, colon or bracket must be in quotes.`,
    UNEXPECTED_TOKEN:
      'this cannot stand here. A word that may be missing is written (word), and a term with a comma, colon or bracket must be in quotes.',
  };
  const plain = Object.hasOwn(known, error.code) ? known[error.code] : undefined;
  return plain ?? `this is not YAML: ${error.message}.`;
}
