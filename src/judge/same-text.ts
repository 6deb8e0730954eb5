/** Words in a row that are compared: rarely the same by chance, and few enough that a word changed here and there costs little. */
const run = 6;
/** Share of its runs that a text must have in common with another to be that text once more: a date or a page's number may differ, a chapter may not. */
const sameShare = 0.95;

/** What a text is compared by: the runs of its words, without case and signs. */
export type TextPrint = ReadonlySet<string>;

/** Characters that are compared: three times the longest policy of the corpus (299,000, 2026-11-22); a page of 20 MB would fill the memory. */
const longest = 1_000_000;

export function printOf(text: string): TextPrint {
  const words =
    text
      .slice(0, longest)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Set<string>();
  for (let at = 0; at + run <= words.length; at++) runs.add(words.slice(at, at + run).join(' '));
  if (runs.size === 0) runs.add(words.join(' '));
  return runs;
}

/** Whether a text says nothing that another does not: the same document under a second address, as a PDF, or to be printed. */
export function isTextOf(text: TextPrint, known: TextPrint): boolean {
  let shared = 0;
  for (const words of text) if (known.has(words)) shared++;
  return shared >= text.size * sameShare;
}
