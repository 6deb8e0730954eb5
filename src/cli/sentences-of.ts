import { sentenceEnds } from '../analyse/english/sentences.ts';
import type { Forms } from '../analyse/forms.ts';
import { makeTokens, tokenize } from '../analyse/tokens.ts';
import type { Span } from '../model/text.ts';

/** A splitter of a block into sentences, the same as the engine's; spans are relative to the block. */
export function sentencesWith(forms: Forms): (block: string) => readonly Span[] {
  const tokens = makeTokens();
  const ends: number[] = [];
  return (block) => {
    tokenize(block, 0, block.length, forms, tokens);
    if (tokens.count === 0) return [];
    const count = sentenceEnds(block, tokens, block.length, ends);
    const starts = [0, ...ends.slice(0, count - 1).map((end) => startOf(block, tokens.start[end] ?? block.length))];
    return starts.map((start, index) => [start, starts[index + 1] ?? block.length] as const);
  };
}

/** A sentence's first word, or the quotation mark or bracket that opens before it. */
function startOf(block: string, at: number): number {
  return at > 0 && /["'“‘([]/u.test(block.charAt(at - 1)) ? at - 1 : at;
}
