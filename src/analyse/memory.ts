import type { Concern } from '../model/finding.ts';
import type { Block, PolicyText } from '../model/text.ts';
import { longestOpening } from './english/answers.ts';
import type { AnalysedFinding } from './write-findings.ts';

/**
 * What was found in paragraphs read before, as `remembered` keeps it, by a 64-bit hash of all that a reading depends on. One memory belongs to one compiled rule
 * set; it is handed from text to text, so that a history of versions reads each distinct paragraph once.
 */
export type Memory = Map<string, readonly AnalysedFinding[]>;

/** Two 32-bit sums over UTF-16 code units: FNV-1a, and the same walk with the multiplier and shift of MurmurHash2. */
interface Sum {
  high: number;
  low: number;
}

function addText(sum: Sum, text: string, from: number, to: number): void {
  let { high, low } = sum;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x5bd1e995);
    low ^= low >>> 15;
  }
  // A mark that no text has between two parts (U+FFFF is no character), so that what one part loses another does not gain.
  sum.high = Math.imul(high ^ 0xffff, 0x01000193);
  sum.low = Math.imul(low ^ 0xffff, 0x5bd1e995);
}

/**
 * Makes the key of each block of one text: its words, its kind and cells, the headings above it, the sentences that lead to it, the
 * maker's names, the concerns asked for, the words behind it where it asks a question, and whether it answers a heading's.
 */
export function memoryKeys(
  text: PolicyText,
  names: readonly string[],
  concerns: readonly Concern[] | undefined,
): (block: Block, index: number) => string {
  const whole: Sum = { high: 0x811c9dc5 | 0, low: 0x9747b28c | 0 };
  for (const part of [names.join('\n'), concerns?.join() ?? '*']) addText(whole, part, 0, part.length);
  // Blocks below one heading share one array of headings.
  let section: readonly string[] | null = null;
  let headed: Sum = whole;
  return (block, index) => {
    if (block.section !== section) {
      ({ section } = block);
      headed = { ...whole };
      for (const heading of section) addText(headed, heading, 0, heading.length);
    }
    const sum = { ...headed };
    const [start, end] = block.span;
    const about = `${block.kind} ${block.leads.length} ${block.section.length} ${block.cells?.length ?? ''}`;
    addText(sum, about, 0, about.length);
    // The answer to a heading's question stands right below it.
    if (section.at(-1)?.endsWith('?') === true && text.blocks[index - 1]?.kind === 'heading') addText(sum, '?', 0, 1);
    // The grammar looks at the characters next to a lead, which stands inside its own paragraph.
    for (const [from, to] of block.leads) addText(sum, text.text, Math.max(0, from - 1), to + 2);
    for (const { span, header } of block.cells ?? []) {
      const place = `${span[0] - start} ${span[1] - start} ${header}`;
      addText(sum, place, 0, place.length);
    }
    addText(sum, text.text, start, end);
    if (text.text.slice(start, end).includes('?')) {
      const next = text.blocks[index + 1]?.span[0] ?? end;
      addText(sum, text.text, next, next + longestOpening);
    }
    return String.fromCharCode(sum.high >>> 16, sum.high & 0xffff, sum.low >>> 16, sum.low & 0xffff);
  };
}
