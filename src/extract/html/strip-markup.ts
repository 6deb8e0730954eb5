/** A page without what nobody reads, and what was counted on the way. */
export interface StrippedMarkup {
  /** The page without comments, scripts, styles, SVG and `<noscript>`. */
  readonly html: string;
  readonly scripts: number;
  readonly scriptBytes: number;
  /** The inner HTML of all `<noscript>` elements, at most 200,000 characters. */
  readonly noscript: string;
  /** The deepest nesting of elements; beyond `deepest` it is not counted on. */
  readonly depth: number;
  /** Length of the longest tag, in characters. */
  readonly longestTag: number;
}

const longestNoscript = 200_000;
const tagEnd = /[\s/>]/;
/** Without an end tag, or with one that may be left out: these do not nest by themselves. */
const unnested = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr p li dt dd td th tr thead tbody tfoot option optgroup colgroup caption rt rp'.split(
    ' ',
  ),
);
const dropped = new Set(['script', 'style', 'svg', 'noscript']);

/** Drops what nobody reads before the parser sees it, by one linear scan; stops early on pages nested too deep. */
export const stripMarkup = (html: string, deepest: number): StrippedMarkup => {
  const parts: string[] = [];
  let from = 0;
  let scripts = 0;
  let scriptBytes = 0;
  let noscript = '';
  let depth = 0;
  let longestTag = 0;
  const open: string[] = [];
  const openCount = new Map<string, number>();
  /** Dropped elements that have no end tag from here on: not looked for again. */
  const endless = new Set<string>();

  let at = html.indexOf('<');
  while (at >= 0) {
    const code = html.charCodeAt(at + 1);
    if (code === 33 || code === 63) {
      const isComment = html.startsWith('<!--', at);
      const end = isComment ? html.indexOf('-->', at + 4) : html.indexOf('>', at + 2);
      parts.push(html.slice(from, at));
      // An unclosed comment swallows the rest, as in browsers.
      from = end < 0 ? html.length : end + (isComment ? 3 : 1);
      at = html.indexOf('<', from);
      continue;
    }
    const closing = code === 47;
    const nameAt = closing ? at + 2 : at + 1;
    if (!isLetter(html.charCodeAt(nameAt))) {
      at = html.indexOf('<', at + 1);
      continue;
    }
    let nameEnd = nameAt + 1;
    while (nameEnd < html.length && nameEnd - nameAt < 40 && !tagEnd.test(html.charAt(nameEnd))) nameEnd++;
    const name = html.slice(nameAt, nameEnd).toLowerCase();
    const end = endOfTag(html, nameEnd);
    longestTag = Math.max(longestTag, end - at);
    if (closing) {
      const count = openCount.get(name) ?? 0;
      if (count > 0) {
        // What stands open inside is closed with it, as parsers do.
        for (let top = open.pop(); top !== undefined; top = open.pop()) {
          openCount.set(top, (openCount.get(top) ?? 1) - 1);
          if (top === name) break;
        }
      }
    } else if (dropped.has(name) && html.charCodeAt(end - 2) !== 47 && !endless.has(name)) {
      const close = name === 'svg' ? endOfSvg(html, end) : endOfRaw(html, end, name);
      if (close === null) {
        endless.add(name);
        if (name === 'script' || name === 'style') {
          // The rest of the page is script, as in browsers.
          parts.push(html.slice(from, at));
          from = html.length;
          if (name === 'script') scripts++;
          break;
        }
      } else {
        if (name === 'script') {
          scripts++;
          scriptBytes += close.from - end;
        } else if (name === 'noscript' && noscript.length < longestNoscript) {
          noscript += ` ${html.slice(end, Math.min(close.from, end + longestNoscript))}`;
        }
        parts.push(html.slice(from, at));
        from = close.to;
        at = html.indexOf('<', from);
        continue;
      }
    } else if (!unnested.has(name) && html.charCodeAt(end - 2) !== 47) {
      open.push(name);
      openCount.set(name, (openCount.get(name) ?? 0) + 1);
      depth = Math.max(depth, open.length);
      if (depth > deepest) break;
    }
    at = html.indexOf('<', end);
  }
  parts.push(html.slice(from));
  return { html: parts.join(''), scripts, scriptBytes, noscript, depth, longestTag };
};

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;

/** Behind the `>` that ends a tag; quoted attribute values may hold one. */
const endOfTag = (html: string, from: number): number => {
  let quote = 0;
  for (let at = from; at < html.length; at++) {
    const code = html.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at + 1;
    else if ((code === 34 || code === 39) && html.charCodeAt(at - 1) === 61) quote = code;
  }
  return html.length;
};

interface RawEnd {
  /** Where the content ends. */
  readonly from: number;
  /** Behind the end tag. */
  readonly to: number;
}

const rawEnds: Readonly<Record<string, RegExp>> = {
  script: /<\/script[\s/>]/gi,
  style: /<\/style[\s/>]/gi,
  noscript: /<\/noscript[\s/>]/gi,
};

const endOfRaw = (html: string, from: number, name: string): RawEnd | null => {
  const pattern = rawEnds[name];
  if (pattern === undefined) return null;
  pattern.lastIndex = from;
  const match = pattern.exec(html);
  if (match === null) return null;
  const close = html.indexOf('>', match.index);
  return { from: match.index, to: close < 0 ? html.length : close + 1 };
};

const svgTag = /<(\/?)svg[\s/>]/gi;

/** SVG may hold SVG: the end tag of the outermost. */
const endOfSvg = (html: string, from: number): RawEnd | null => {
  svgTag.lastIndex = from;
  let nested = 1;
  for (let match = svgTag.exec(html); match !== null; match = svgTag.exec(html)) {
    nested += match[1] === '/' ? -1 : 1;
    if (nested === 0) {
      const close = html.indexOf('>', match.index);
      return { from: match.index, to: close < 0 ? html.length : close + 1 };
    }
  }
  return null;
};
