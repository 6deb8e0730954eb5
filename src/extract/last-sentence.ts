/** Abbreviations whose full stop does not end a sentence. */
const abbreviation =
  /(?:\b(?:e\.g|i\.e|etc|vs|Inc|Ltd|Co|Corp|LLC|No|Nos|U\.S|U\.K|E\.U|St|Mr|Mrs|Ms|Dr|Art|Sec|approx|incl|a\.k\.a|B\.V|S\.A|N\.V)\.|\b[A-Z]\.)$/;
const opener = /["“‘'([]/;
const startOfSentence = /[\p{Lu}\p{N}•]/u;

/** Where a passage's last sentence starts, as an index into it. One pass from the end. */
export const lastSentenceStart = (text: string): number => {
  for (let at = text.lastIndexOf(' '); at > 0; at = text.lastIndexOf(' ', at - 1)) {
    let end = at;
    if (/["”’')\]]/.test(text.charAt(end - 1))) end--;
    const stop = text.charCodeAt(end - 1);
    if (stop !== 0x2e && stop !== 0x21 && stop !== 0x3f) continue;
    const first = opener.test(text.charAt(at + 1)) ? text.charAt(at + 2) : text.charAt(at + 1);
    if (!startOfSentence.test(first)) continue;
    if (stop === 0x2e && abbreviation.test(text.slice(Math.max(0, end - 12), end))) continue;
    // A tail without two letters ("1.") is no sentence.
    if (!/\p{L}{2}/u.test(text.slice(at + 1, at + 400))) continue;
    return at + 1;
  }
  return 0;
};
