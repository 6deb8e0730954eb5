import { boldOff, boldOn, hardBreak } from './raw-block.ts';

const special = /[\\`*_[<&]/;
const escapable = /[!-/:-@[-`{-~]/;
/** Tags that end a line or a paragraph when they are left over in Markdown. */
const blockTag =
  /^(?:p|div|ul|ol|li|h[1-6]|table|tr|thead|tbody|section|article|header|footer|main|aside|nav|blockquote|figure|figcaption|dl|dt|dd|address|form|fieldset|details|summary|hr|pre|center|option|label|button)$/;
const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9-]{0,30})(?:\s[^<>]{0,4000})?\/?>/y;
const autolink = /<((?:https?:\/\/|mailto:)?[^\s<>]{3,400})>/y;
const entity = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/y;
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bull: '•',
  middot: '·',
  hellip: '…',
  copy: '©',
  reg: '®',
  trade: '™',
  sect: '§',
  shy: '',
  eacute: 'é',
  laquo: '«',
  raquo: '»',
  euro: '€',
  pound: '£',
};

/**
 * A Markdown passage without its markup: links and emphasis give way to their words, images and comments go, escapes and entities are
 * undone, `<br>` becomes `hardBreak`, bold is marked with `boldOn` and `boldOff`. Linear in the passage.
 */
export const plainMarkdown = (passage: string): string => {
  const first = passage.search(special);
  if (first < 0) return passage;
  const links = passage.includes('](') ? findLinks(passage) : noLinks;
  const lastComment = passage.includes('<!--') ? passage.lastIndexOf('-->') : -1;
  const length = passage.length;
  let out = '';
  let from = 0;
  let bold = false;
  // An image begins before its bracket.
  let at = first > 0 && passage.charCodeAt(first - 1) === 33 ? first - 1 : first;
  while (at < length) {
    const code = passage.charCodeAt(at);
    // What the markup at `at` becomes and where it ends; `to` stays at -1 for ordinary text.
    let insert = '';
    let to = -1;
    if (code > 96 || code === 32) {
      at++;
      continue;
    }
    if (code === 92) {
      // Backslash: the next character is itself; at a line's end it is a hard break.
      const after = passage.charAt(at + 1);
      if (after === '\n' || escapable.test(after)) {
        insert = after === '\n' ? hardBreak : after;
        to = at + 2;
      }
    } else if (code === 42 || code === 95) {
      let end = at + 1;
      while (end < length && passage.charCodeAt(end) === code) end++;
      if (isLiteralRun(passage, at, end, code)) {
        at = end;
        continue;
      }
      if (end - at >= 2) {
        bold = !bold;
        insert = bold ? boldOn : boldOff;
      }
      to = end;
    } else if (code === 96) to = at + 1;
    else if (code === 91 || code === 93 || code === 33) to = links.get(at) ?? -1;
    else if (code === 60) {
      const markup = tagAt(passage, at, lastComment);
      if (markup !== null) ({ insert, to } = markup);
    } else if (code === 38) {
      entity.lastIndex = at;
      const match = entity.exec(passage);
      const value = match === null ? undefined : decoded(match);
      if (match !== null && value !== undefined) {
        insert = value;
        to = at + match[0].length;
      }
    }
    if (to < 0) {
      at++;
      continue;
    }
    if (at > from) out += passage.slice(from, at);
    out += insert;
    from = to;
    at = to;
  }
  return from === 0 ? passage : out + passage.slice(from);
};

/** Free-standing signs and snake_case are text; a long run of underscores is a blank to fill in. Two asterisks are always markup. */
const isLiteralRun = (passage: string, start: number, end: number, code: number): boolean => {
  const run = end - start;
  if (code === 42 && run >= 2) return false;
  const before = start === 0 ? 32 : passage.charCodeAt(start - 1);
  const behind = end >= passage.length ? 32 : passage.charCodeAt(end);
  return (isSpace(before) && isSpace(behind)) || (code === 95 && ((isWord(before) && isWord(behind)) || run > 3));
};

/** The tag, comment or `<address>` at a position: what it becomes and where it ends; null for a mere "<". */
const tagAt = (passage: string, at: number, lastComment: number): { readonly insert: string; readonly to: number } | null => {
  tag.lastIndex = at;
  const match = tag.exec(passage);
  if (match) {
    const name = (match[2] ?? '').toLowerCase();
    return { insert: name === 'br' ? hardBreak : blockTag.test(name) ? `${hardBreak}${hardBreak}` : '', to: at + match[0].length };
  }
  if (passage.startsWith('<!--', at)) {
    // An unclosed comment is text: nothing is lost. It is known beforehand, lest every one be searched to the end.
    return lastComment < at + 4 ? null : { insert: '', to: passage.indexOf('-->', at + 4) + 3 };
  }
  autolink.lastIndex = at;
  const link = autolink.exec(passage);
  return link ? { insert: link[1] ?? '', to: at + link[0].length } : null;
};

const decoded = (match: RegExpExecArray): string | undefined => {
  const name = match[3];
  if (name !== undefined) return Object.hasOwn(named, name) ? named[name] : undefined;
  const code = match[1] === undefined ? Number.parseInt(match[2] ?? '', 16) : Number(match[1]);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
};

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 0xa0 || code === 11;
const isWord = (code: number): boolean => (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 122) || code >= 0xc0;

const noLinks: ReadonlyMap<number, number> = new Map();

/**
 * Where the markup of links and images lies: position of a bracket (or of an image's `!`) → position behind what is to be left out.
 * Brackets and parentheses are paired in one pass each, so that `[[[[…` and `](](…` stay linear.
 */
const findLinks = (passage: string): ReadonlyMap<number, number> => {
  const closing = new Map<number, number>();
  const openParens: number[] = [];
  for (let i = 0; i < passage.length; i++) {
    const code = passage.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 40) openParens.push(i);
    else if (code === 41) {
      const open = openParens.pop();
      if (open !== undefined) closing.set(open, i);
    }
  }
  const jumps = new Map<number, number>();
  const openBrackets: number[] = [];
  let nextParen = -1;
  for (let i = 0; i < passage.length; i++) {
    const code = passage.charCodeAt(i);
    if (code === 92) i++;
    else if (code === 91) openBrackets.push(i);
    else if (code === 93) {
      const open = openBrackets.pop();
      if (open === undefined || passage.charCodeAt(i + 1) !== 40) continue;
      let close = closing.get(i + 1);
      if (close === undefined) {
        // An address with an unpaired parenthesis: it ends at the first closing one.
        if (nextParen < i) {
          const found = passage.indexOf(')', i);
          nextParen = found < 0 ? Number.POSITIVE_INFINITY : found;
        }
        if (nextParen === Number.POSITIVE_INFINITY) continue;
        close = nextParen;
      }
      if (open > 0 && passage.charCodeAt(open - 1) === 33 && passage.charCodeAt(open - 2) !== 92) jumps.set(open - 1, close + 1);
      else {
        jumps.set(open, open + 1);
        jumps.set(i, close + 1);
      }
      i = close;
    }
  }
  return jumps;
};
