/**
 * Characters that draw nothing and only steer, as the inside of a character class: soft hyphen, joiners, zero-width spaces, direction
 * marks, fillers, invisible operators, byte order mark, annotation anchors, tags and variation selectors beyond the basic sixteen.
 * Source: Unicode 15.1, Default_Ignorable_Code_Point, less U+FE00-FE0F (emoji style, which cannot hide anything).
 */
const invisible =
  '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u2060-\\u2065\\u206a-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufffb' +
  '\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';

/** C0 controls, DEL and C1 controls, which a terminal obeys, and the characters that turn the reading direction (UAX #9, 2.1 to 2.5). */
const commanding = '\\u0000-\\u001f\\u007f-\\u009f\\u202a-\\u202e\\u2066-\\u2069';

const invisibles = new RegExp(`[${invisible}]`, 'gu');
const commands = new RegExp(`[${commanding}]`, 'gu');

/** Everything that a reader does not see as itself: what draws nothing, what commands, and the separators of lines and paragraphs. */
export const unseen = new RegExp(`[${invisible}${commanding}\\u2028\\u2029]`, 'gu');

/** White space that would start a new line or column. */
const breaking = /[\t\n\r\u0085\u2028\u2029]/gu;

/** Half of a surrogate pair, which no encoding can write. */
const loneSurrogate = /\p{Surrogate}/gu;

/** What stands for a character that must not be printed: a control picture (`␛` for ESC) or its code point (`⟨U+202E⟩`). */
const stand = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return code === 0x7f ? '␡' : `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
};

/**
 * The text as one line that no terminal, editor or browser obeys: line breaks and tabs become spaces, controls and direction
 * overrides are shown by name, and characters that draw nothing are left out. Every visible character stays. Each character is
 * treated alone, so the result for a start of the text is the start of the result.
 */
export function harmless(text: string): string {
  return text.replace(breaking, ' ').replace(commands, stand).replace(invisibles, '').replace(loneSurrogate, '\ufffd');
}

/** What a URL may not hold as it is (RFC 3986, 2), what closes a quote or a link in our formats, spaces of every width, and all that is not seen. */
const unsafeInUrl = new RegExp(
  `[ "<>\\\\^\\x60{|}\\u00a0\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000${invisible}${commanding}]`,
  'gu',
);

/** The URL with everything that is not plainly visible percent-encoded: it still leads to the same place. */
export function harmlessUrl(url: string): string {
  return url.replace(loneSurrogate, '\ufffd').replace(unsafeInUrl, (character) => encodeURIComponent(character));
}

/** Whether a browser would fetch the URL over the web, and do nothing else with it (`javascript:`, `data:` and `file:` are not). */
export function isWebUrl(url: string): boolean {
  return /^https?:\/\/[^/]/iu.test(url);
}
