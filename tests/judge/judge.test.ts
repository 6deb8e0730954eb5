import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/judge.ts';

describe('what came back', () => {
  it.each([
    ['an English policy', { words: 400, language: 'en' }, undefined],
    ['a text whose language could not be told', { words: 400 }, undefined],
    ['British English', { words: 400, language: 'en-GB' }, undefined],
    ['a paragraph that somebody sent', { words: 40, language: 'en' }, undefined],
    ['a sentence', { words: 39, language: 'en' }, 'empty'],
    ['a page without text', { words: 0 }, 'empty'],
    ['a German policy', { words: 400, language: 'de' }, 'language'],
    ['a short French notice, which is French before it is short', { words: 10, language: 'fr' }, 'language'],
  ])('is judged: %s', (_, text, kind) => {
    expect(judge(text)?.kind).toBe(kind);
  });
});
