import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { failureKinds, failureSentences } from '../../src/report/failure-sentences.ts';
import { languageName, negated, plainDate, possible } from '../../src/report/plain-words.ts';
import type { FailureKind } from '../../src/model/failure.ts';

describe('a practice that is denied', () => {
  it.each([
    ['sends your voice to another company', 'does not send your voice to another company'],
    ['has people listen to you', 'does not have people listen to you'],
    ['carries your data abroad', 'does not carry your data abroad'],
    ['matches, stores or shares faces', 'does not match, store or share faces'],
    ['stores, uses, and sells what you say', 'does not store, use, or sell what you say'],
    ['watches and keeps what you see', 'does not watch or keep what you see'],
    ['uses voices and faces', 'does not use voices and faces'],
    ['discloses data', 'does not disclose data'],
    ['passes data on', 'does not pass data on'],
    ['buys data', 'does not buy data'],
    ['can hear you outside of commands', 'cannot hear you outside of commands'],
    ['may hear you', 'will not hear you'],
    ['is able to hear you', 'is not able to hear you'],
  ])('continues “It says it …”: %s', (title, expected) => {
    expect(negated(title)).toBe(expected);
  });

  it('is a sentence for every title of the rules', () => {
    const folder = join(import.meta.dirname, '../../rules');
    const titles = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml') && path.split(sep).length === 2 && !path.startsWith('lexicon'))
      .map((path) => (parse(readFileSync(join(folder, path), 'utf8')) as { readonly title: string }).title);
    expect(titles.length).toBeGreaterThanOrEqual(42);
    for (const title of titles) expect(negated(title)).toMatch(/^(?:does not (?!do this)\p{Ll}*(?:[^s]|ss)\b|cannot |is not )/u);
  });

  it('is still a sentence where the title starts with no verb', () => {
    expect(negated('voice capture')).toBe('does not do this: voice capture');
  });
});

describe('a practice said only with “may”', () => {
  it.each([
    ['sends your voice to another company', 'may send your voice to another company'],
    ['stores and shares faces', 'may store or share faces'],
    ['is able to hear you', 'may be able to hear you'],
    ['can hear you', 'can hear you'],
  ])('continues “It …”: %s', (title, expected) => {
    expect(possible(title)).toBe(expected);
  });
});

describe('dates and languages', () => {
  it('are written as people write them', () => {
    expect(plainDate('2026-03-01')).toBe('1 March 2026');
    expect(plainDate('2026-11-22T09:30:00.000Z')).toBe('22 November 2026');
    expect(languageName('nl')).toBe('Dutch');
  });

  it('are shown as they came, and harmless, where they are neither', () => {
    expect(plainDate('2026-13-01')).toBe('2026-13-01');
    expect(plainDate('\u001bsoon')).toBe('␛soon');
    expect(languageName('x\u001b')).toBe('x␛');
    expect(languageName('qqq')).toBe('qqq');
  });
});

describe('what is said of a failure', () => {
  it.each(failureKinds)('is two plain sentences for %s, with the facts of the case', (kind) => {
    const { happened, remedy } = failureSentences({ kind: kind as FailureKind, detail: 'the facts' });
    for (const sentence of [happened, remedy]) {
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
      expect(sentence).not.toMatch(/\.\s+\p{Lu}/u);
    }
    expect(happened).toMatch(/ \(the facts\)\.$/u);
  });

  it('names what came back instead of a policy, and the language of one that is not read', () => {
    expect(failureSentences({ kind: 'wrong-document', detail: '', instead: 'store-page' }).happened).toBe(
      'What came back is a page of a shop, not a privacy policy.',
    );
    expect(failureSentences({ kind: 'language', detail: '', language: 'de' }).happened).toBe(
      'The policy is in German, which Earshot does not read yet.',
    );
  });

  it('shows facts that a page dictated as harmless', () => {
    expect(failureSentences({ kind: 'tls', detail: 'certificate of \u001b[31mevil\u202e.' }).happened).toContain(
      '(certificate of ␛[31mevil⟨U+202E⟩).',
    );
  });
});
