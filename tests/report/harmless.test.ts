import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless, harmlessUrl, isWebUrl } from '../../src/report/harmless.ts';
import { dangerous, hostileText } from './hostile.ts';

describe('policy text that is shown', () => {
  it('shows an escape sequence as signs, with every visible character in its place', () => {
    expect(harmless('\u001b[31mred\u001b[0m\u0007 \u007f \u009b2J')).toBe('␛[31mred␛[0m␇ ␡ ⟨U+009B⟩2J');
  });

  it('names the characters that turn the reading direction', () => {
    expect(harmless('we never \u202ellesˑ\u202c it \u2066x\u2069')).toBe('we never ⟨U+202E⟩llesˑ⟨U+202C⟩ it ⟨U+2066⟩x⟨U+2069⟩');
  });

  it('leaves out what draws nothing and keeps the word whole', () => {
    expect(harmless('so\u00adft\u200bware \ufeffand\u2060more\u{e0041}')).toBe('software andmore');
  });

  it('is one line', () => {
    expect(harmless('a\nb\r\nc\td\u2028e\u0085f')).toBe('a b  c d e f');
  });

  it('leaves honest text alone, in any script', () => {
    const honest = 'Datenschutz für „Fernseher“ – 隐私政策, सहमति, emoji ❤️, 1 000 €';
    expect(harmless(honest)).toBe(honest);
  });

  it('never lets a dangerous character through, and treats every character alone', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (head, tail) => {
        expect(harmless(head)).not.toMatch(dangerous);
        // Two halves of a surrogate pair are one character once they meet.
        if (!/[\ud800-\udbff]$/u.test(head)) expect(harmless(head + tail)).toBe(harmless(head) + harmless(tail));
      }),
    );
  });
});

describe('an address that is shown', () => {
  it('is percent-encoded where it is not plainly visible', () => {
    expect(harmlessUrl('https://a.example/\u001b[2J"<x>`|\\ \u202e')).toBe('https://a.example/%1B[2J%22%3Cx%3E%60%7C%5C%20%E2%80%AE');
  });

  it('is left alone where it is an honest one', () => {
    const honest = 'https://a.example/priv%20acy(2)?q=1&b=ä#top:~:text=We%20keep,it%2Dall';
    expect(harmlessUrl(honest)).toBe(honest);
  });

  it('never holds a dangerous character or a space', () => {
    const notInUrl = new RegExp(`${dangerous.source}|[\\s"<>]`, 'u');
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(harmlessUrl(text)).not.toMatch(notInUrl);
      }),
    );
  });

  it('is a link only where it leads to the web', () => {
    expect(isWebUrl('https://a.example/')).toBe(true);
    for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'stdin:', ' https://a.example', ''])
      expect(isWebUrl(url)).toBe(false);
  });
});
