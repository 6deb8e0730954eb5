import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textFragmentLink } from '../../src/report/text-fragment.ts';

const page = 'https://tv.example/privacy';

/** What stands after `:~:text=`. */
const directive = (link: string | undefined): string => link?.split(':~:text=')[1] ?? 'no link';

const isWordCharacter = (character: string): boolean => /[\p{L}\p{N}]/u.test(character);

/** Places of a passage as a browser looks for it: whole words, without regard to case, white space of any kind alike. */
function places(text: string, passage: string, from: number): readonly (readonly [number, number])[] {
  const pattern = new RegExp(
    passage
      .trim()
      .split(/\s+/u)
      .map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'))
      .join('\\s+'),
    'giu',
  );
  return [...text.matchAll(pattern)]
    .map((match) => [match.index, match.index + match[0].length] as const)
    .filter(([start]) => start >= from)
    .filter(
      ([start, end]) =>
        !(isWordCharacter(text.charAt(start - 1)) && isWordCharacter(text.charAt(start))) &&
        !(isWordCharacter(text.charAt(end - 1)) && isWordCharacter(text.charAt(end))),
    );
}

/** Where a browser would jump to: the algorithm "find a range from a text directive" of the specification, without its speed. */
function resolved(text: string, link: string): readonly [number, number] | undefined {
  const parts = directive(link).split(',');
  const prefix = parts[0]?.endsWith('-') === true ? decodeURIComponent(parts.shift()?.slice(0, -1) ?? '') : undefined;
  const suffix = parts.at(-1)?.startsWith('-') === true ? decodeURIComponent(parts.pop()?.slice(1) ?? '') : undefined;
  const [start = '', end] = parts.map(decodeURIComponent);
  for (const [from, to] of places(text, start, 0)) {
    if (prefix !== undefined && !places(text, prefix, 0).some(([, over]) => over <= from && text.slice(over, from).trim() === '')) continue;
    if (end !== undefined) {
      const last = places(text, end, to)[0];
      if (last !== undefined) return [from, last[1]];
    } else if (suffix === undefined || places(text, suffix, to).some(([over]) => text.slice(to, over).trim() === '')) {
      return [from, to];
    }
  }
  return undefined;
}

describe('a link to a quote', () => {
  it('gives a quote of up to 300 characters whole, and a longer one by its ends', () => {
    const short = `We ${'really '.repeat(41)}keep it.`.padEnd(300, '!');
    expect(short).toHaveLength(300);
    expect(decodeURIComponent(directive(textFragmentLink(page, short, `Intro.\n${short}\nEnd.`)))).toBe(short);
    const long = `We collect many things, ${'and more, '.repeat(40)}which we keep for years.`;
    expect(directive(textFragmentLink(page, long, `Intro.\n${long}\nEnd.`))).toBe(
      'We%20collect%20many%20things%2C,we%20keep%20for%20years.',
    );
  });

  it('encodes the signs of the directive itself: hyphen, comma and ampersand', () => {
    const quote = 'Third-party apps, sites & services: 100 % “free” #1?';
    expect(directive(textFragmentLink(page, quote, quote))).toBe(
      'Third%2Dparty%20apps%2C%20sites%20%26%20services%3A%20100%20%25%20%E2%80%9Cfree%E2%80%9D%20%231%3F',
    );
  });

  it('gives context only when the quote stands in the text more than once', () => {
    const text = 'Voice\nWe keep it for a year.\nPlaces\nWe keep it for a year.\nFaces\nWe never keep them.\n';
    const quote = 'We keep it for a year.';
    expect(directive(textFragmentLink(page, 'We never keep them.', text))).toBe('We%20never%20keep%20them.');
    expect(directive(textFragmentLink(page, quote, text))).toBe('Voice-,We%20keep%20it%20for%20a%20year.');
    expect(directive(textFragmentLink(page, quote, text, { at: text.lastIndexOf(quote) }))).toBe(
      'Places-,We%20keep%20it%20for%20a%20year.',
    );
  });

  it('uses what follows where what precedes is the same', () => {
    const text = 'Note: we share it. Always.\nNote: we share it. Never.\n';
    expect(directive(textFragmentLink(page, 'we share it.', text, { at: text.lastIndexOf('we share it.') }))).toBe(
      'we%20share%20it.,-Never.',
    );
  });

  it('counts the same words in capitals as a second place', () => {
    const text = 'WE SELL DATA.\nIndeed we sell data.\n';
    expect(directive(textFragmentLink(page, 'we sell data.', text))).toBe('Indeed-,we%20sell%20data.');
  });

  it('keeps the page’s own fragment and replaces an older directive', () => {
    expect(textFragmentLink(`${page}#voice`, 'We listen.', 'We listen.')).toBe(`${page}#voice:~:text=We%20listen.`);
    expect(textFragmentLink(`${page}#voice:~:text=old`, 'We listen.', 'We listen.')).toBe(`${page}#voice:~:text=We%20listen.`);
    expect(textFragmentLink(page, 'We listen.', 'We listen.')).toBe(`${page}#:~:text=We%20listen.`);
  });

  it('is not made for a PDF, a file, standard input or a quote that is not in the text', () => {
    const text = 'We listen.\nWe keep it.';
    expect(textFragmentLink('https://tv.example/Policy.PDF?v=2', 'We listen.', text)).toBeUndefined();
    expect(textFragmentLink(page, 'We listen.', text, { isPdf: true })).toBeUndefined();
    expect(textFragmentLink('file:///home/a/policy.html', 'We listen.', text)).toBeUndefined();
    expect(textFragmentLink('stdin:', 'We listen.', text)).toBeUndefined();
    expect(textFragmentLink('javascript:alert(1)', 'We listen.', text)).toBeUndefined();
    expect(textFragmentLink(page, 'We sell it.', text)).toBeUndefined();
    expect(textFragmentLink(page, 'We listen.\nWe keep it.', text)).toBeUndefined();
    expect(textFragmentLink(page, 'We keep it.', text, { at: 0 })).toBeUndefined();
    expect(textFragmentLink(page, '', text)).toBeUndefined();
  });

  it('keeps the ends of a range apart, even of a quote of two words', () => {
    const two = `${'x'.repeat(200)} ${'y'.repeat(200)}`;
    expect(directive(textFragmentLink(page, two, two))).toBe(`${'x'.repeat(200)},${'y'.repeat(200)}`);
    const one = 'z'.repeat(400);
    expect(directive(textFragmentLink(page, one, one))).toBe(one);
  });

  it('leads a browser to the quote and nowhere else, wherever a place can be told from the others', () => {
    const word = fc.constantFrom(
      'we',
      'We',
      'share',
      'keep',
      'data',
      'it',
      'third-party',
      'voice,',
      'A&B',
      '(all)',
      'İstanbul',
      'caffè',
      '100%',
    );
    const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => `${words.join(' ')}.`);
    const lines = fc.array(fc.array(sentence, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.constantFrom(0, 30, 300), (blocks, pick, exactUpTo) => {
        const marked = blocks.map((sentences, index) => [`Heading${index}`, ...sentences]);
        const text = marked.map(([heading, ...sentences]) => `${heading}\n${sentences.join(' ')}\n`).join('');
        const starts = blocks.flatMap((sentences) => sentences);
        const at = starts[pick % starts.length] ?? '';
        const offset = text.indexOf(at);
        const link = textFragmentLink(page, at, text, { at: offset, exactUpTo });
        expect(resolved(text, link ?? '')).toEqual([offset, offset + at.length]);
      }),
      { numRuns: 400 },
    );
  });
});
