import { describe, expect, it } from 'vitest';
import { againstBaseline, lostSince } from '../../src/compare/against-baseline.ts';
import type { Finding } from '../../src/model/finding.ts';

const finding = (id: string, quote: string, said: Partial<Finding> = {}): Finding => ({
  id,
  practice: 'voice/third-party',
  concern: 'voice',
  stance: 'does',
  severity: 'grave',
  confidence: 'high',
  hedged: false,
  conditions: [],
  actor: 'maker',
  quote,
  span: [0, quote.length],
  policy: 0,
  section: [],
  ...said,
});
const sent = finding('a', 'We may send your voice recordings to our speech partners for processing.', { hedged: true });
const state = (now: readonly Finding[], then: readonly Finding[]) => Object.fromEntries(againstBaseline(now, then));

describe('beside a baseline', () => {
  it('a known finding is unchanged, wherever it stands, and any other is new', () => {
    const other = finding('b', 'We sell what you say to advertisers.');
    expect(state([{ ...sent, span: [900, 980], policy: 1 }, other], [sent])).toEqual({
      a: { state: 'unchanged', worse: [] },
      b: { state: 'new', worse: [] },
    });
  });

  it('a sentence that was reworded and says no more is updated and no worse', () => {
    const reworded = finding('c', 'We may send your voice recordings to our speech partners for their processing.', { hedged: true });
    expect(state([reworded], [sent])).toEqual({ c: { state: 'updated', worse: [] } });
  });

  it('a sentence that was reworded and says more is worse', () => {
    const firmer = finding('d', 'We send your voice recordings to our speech partners for processing.');
    const { d } = state([firmer], [sent]);
    expect(d?.state).toBe('updated');
    expect(d?.worse.length).toBeGreaterThan(0);
  });

  it('a finding that counts as graver by other rules is worse', () => {
    expect(state([sent], [{ ...sent, severity: 'moderate' }])).toEqual({
      a: { state: 'updated', worse: ['It counted as moderate then.'] },
    });
    expect(state([{ ...sent, severity: 'moderate' }], [sent])['a']?.state).toBe('unchanged');
  });

  it('one known finding excuses one reworded finding, not two', () => {
    const first = finding('e', 'We may send your voice recordings to our speech partners for the processing.', { hedged: true });
    const second = finding('f', 'We may send your voice recordings to our speech partners for more processing.', { hedged: true });
    const states = Object.values(state([first, second], [sent])).map((beside) => beside.state);
    expect(states.toSorted()).toEqual(['new', 'updated']);
  });

  it('a denial that nothing repeats is a promise that is gone', () => {
    const denied = finding('g', 'We never send your voice to anyone.', { stance: 'denies' });
    expect(lostSince([], [denied, { ...denied, id: 'h' }]).map(({ id }) => id)).toEqual(['g']);
    expect(lostSince([{ ...denied, id: 'i' }], [denied])).toEqual([]);
    expect(lostSince([], [{ ...denied, confidence: 'low' }])).toEqual([]);
  });
});
