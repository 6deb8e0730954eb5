import { describe, expect, it } from 'vitest';
import { countWords, foldText } from '../../src/extract/fold-text.ts';

describe('foldText', () => {
  it.each([
    ['  a \t b\n\nc ', 'a b c'],
    ['a\u00a0b\u2003c\u3000d', 'a b c d'],
    ['zero\u200bwidth\ufeff and soft\u00adhyphen', 'zerowidth and softhyphen'],
    ['\u001b[31mred\u001b[0m \u001b]0;title\u0007bell\u0007', 'red bell'],
    ['left\u202eright\u202c \u2066in\u2069 \u200fmark', 'leftright in mark'],
    ['“quoted” – it’s', '“quoted” – it’s'],
    ['don\u0092t \u0093quote\u0094 \u0085', 'don’t “quote” …'],
    ['icon \ue900 font \uf0b7', 'icon font'],
    ['emoji 😀 stays, lone \ud83d goes', 'emoji 😀 stays, lone goes'],
    ['tag\u{e0041}\u{e007f} characters', 'tag characters'],
    ['a\u0000b', 'ab'],
    ['replaced \ufffd stays', 'replaced \ufffd stays'],
  ])('%j', (raw, folded) => {
    expect(foldText(raw)).toBe(folded);
  });
});

describe('countWords', () => {
  it('counts runs of letters and digits in any script', () => {
    expect(countWords("We don't keep 2 GB – naïve Größe, 語 слово.")).toBe(10);
  });
});
