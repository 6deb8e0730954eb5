/** Words in a row that are compared: rarely the same by chance, and few enough that a word changed here and there costs little. */
const run = 6;
/** Share of runs that two texts must have in common, of the longer one: a date or a page's number may differ, a paragraph may not. */
const sameShare = 0.95;

/** What a text is compared by: the runs of its words, without case and signs. */
export type TextPrint = ReadonlySet<string>;

export function printOf(text: string): TextPrint {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Set<string>();
  for (let at = 0; at + run <= words.length; at++) runs.add(words.slice(at, at + run).join(' '));
  if (runs.size === 0) runs.add(words.join(' '));
  return runs;
}

/** Whether two texts are the same but for a line: one document under two addresses, or as a page and as a PDF. */
export function isSameText(one: TextPrint, other: TextPrint): boolean {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  if (small.size < large.size * sameShare) return false;
  let shared = 0;
  for (const words of small) if (large.has(words)) shared++;
  return shared >= large.size * sameShare;
}
