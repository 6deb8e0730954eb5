import { TextDecoder } from 'node:util';
import { getEncoding } from 'encoding-sniffer';

/** Names that `encoding-sniffer` and servers use and that Node's decoder does not know. */
const aliases: Readonly<Record<string, string>> = {
  'x-user-defined': 'windows-1252',
  replacement: 'utf-8',
  'utf-32': 'utf-8',
  utf8: 'utf-8',
};

/**
 * Bytes as text: by byte order mark, then the header's charset, then `<meta>`, then what the bytes look like; UTF-8 without any sign.
 * Bytes that do not fit become U+FFFD.
 */
export const decodeText = (bytes: Uint8Array, contentType: string | undefined): string => {
  const declared = /charset\s*=\s*["']?([^\s;"']{1,40})/i.exec(contentType ?? '')?.[1];
  const known = declared === undefined ? undefined : decoderFor(declared)?.encoding;
  const sniffed = getEncoding(bytes, { defaultEncoding: 'utf-8', ...(known === undefined ? {} : { transportLayerEncodingLabel: known }) });
  // A header's charset that only Node knows is believed over sniffing; the mark at the start is believed over both.
  const decoder = decoderFor(sniffed) ?? decoderFor(known ?? 'utf-8') ?? new TextDecoder('utf-8');
  const text = decoder.decode(bytes);
  return lookMisread(decoder.encoding, bytes) ? new TextDecoder('utf-8').decode(bytes) : text;
};

const decoderFor = (label: string): TextDecoder | null => {
  const name = aliases[label.toLowerCase()] ?? label;
  try {
    return new TextDecoder(name);
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
};

/**
 * Many pages declare ISO-8859-1 and are UTF-8: bytes above 0x7F that all form valid UTF-8 sequences are UTF-8 (the chance of that in another
 * charset falls below one in a thousand from three sequences on).
 */
const lookMisread = (encoding: string, bytes: Uint8Array): boolean => {
  if (encoding !== 'windows-1252') return false;
  let sequences = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    const more = byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : 0;
    if (more === 0) return false;
    for (let k = 1; k <= more; k++) {
      const next = bytes[at + k];
      if (next === undefined) return sequences >= 3;
      if (next < 0x80 || next > 0xbf) return false;
    }
    at += more;
    sequences++;
  }
  return sequences >= 3;
};
