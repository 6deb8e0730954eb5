import { describe, expect, it } from 'vitest';
import { standingOf } from '../../src/judge/standing.ts';
import { textPrint } from '../../src/judge/text-print.ts';
import type { Arrival, Decision, KeptSnapshot, PolicyPast } from '../../src/model/archive.ts';
import { arrivalOf, words } from '../archive/arrivals.ts';

/** A policy's past, as an archive would remember it after each text in turn; the last decision and how everything stands. */
function after(...arrivals: readonly Arrival[]): { readonly last: Decision | undefined; readonly kept: readonly KeptSnapshot[] } {
  let kept: KeptSnapshot[] = [];
  let last: Decision | undefined;
  for (const [index, arrival] of arrivals.entries()) {
    const past: PolicyPast = {
      current: kept.findLast(({ standing }) => standing === 'accepted') ?? null,
      wasAccepted: (print) => kept.some((one) => one.standing === 'accepted' && one.print === print),
      held: kept.filter(({ standing }) => standing === 'held'),
    };
    const decision = standingOf(arrival, past);
    last = decision;
    const id = decision.kind === 'seen-again' ? decision.id : String(index);
    kept = kept.map((one) => (one.standing === 'held' && one.id !== id ? { ...one, standing: 'rejected', because: 'did-not-stand' } : one));
    if (decision.kind === 'seen-again') {
      const { standing, because } = decision;
      kept = kept.map((one) => (one.id === id ? { ...one, standing, because, seen: one.seen + arrival.seen } : one));
    } else if (decision.kind === 'new') kept.push(keptOf(arrival, decision, id));
  }
  return { last, kept };
}

function keptOf(
  { snapshot, facts, policy, origin, seen }: Arrival,
  { standing, because }: Extract<Decision, { kind: 'new' }>,
  id: string,
): KeptSnapshot {
  const { body, ...about } = snapshot;
  const at = snapshot.fetchedAt;
  return {
    ...about,
    ...facts,
    id,
    policy,
    origin,
    bytes: body.length,
    lane: 'change',
    standing,
    because,
    seen,
    lastSeenAt: at,
    decidedAt: at,
  };
}

const on = (day: number, text: string, more: Partial<Arrival> = {}): Arrival =>
  arrivalOf(text, new Date(Date.UTC(2026, 2, day)).toISOString(), more);
const [first, other] = [words(300), words(300, 'they')];
const once = { seen: 1 };

describe('a text that nobody has seen before', () => {
  it('is published when a second fetch agrees', () => {
    expect(after(on(1, first)).last).toMatchObject({ kind: 'new', standing: 'accepted', because: 'first' });
    expect(after(on(1, first), on(2, other)).last).toMatchObject({ kind: 'new', standing: 'accepted', because: 'confirmed' });
  });

  it('is held until then', () => {
    expect(after(on(1, first), on(2, other, once)).last).toMatchObject({ kind: 'new', standing: 'held', because: 'unconfirmed' });
    expect(after(on(1, first), on(2, other, once), on(3, other, once)).last).toMatchObject({
      kind: 'seen-again',
      standing: 'accepted',
      because: 'confirmed',
    });
  });

  it('is never published while every fetch gives another one', () => {
    const { kept } = after(on(1, first), ...Array.from({ length: 9 }, (_, k) => on(k + 2, `${first} request ${k}`, once)));
    expect(kept.map(({ standing }) => standing)).toEqual(['accepted', ...Array.from({ length: 8 }, () => 'rejected'), 'held']);
  });
});

describe('the published text', () => {
  it('is unchanged whatever happens to its bytes, case, signs and white space', () => {
    const dressed = `# ${first.toUpperCase().replaceAll(' ', '  \n* ')}!`;
    expect(textPrint(dressed)).toBe(textPrint(first));
    expect(after(on(1, first), on(2, dressed)).last).toEqual({ kind: 'unchanged' });
  });

  it('ends what was held when it comes back', () => {
    const { last, kept } = after(on(1, first), on(2, words(20)), on(3, first));
    expect(last).toEqual({ kind: 'unchanged' });
    expect(kept.map(({ standing, because }) => [standing, because])).toEqual([
      ['accepted', 'first'],
      ['rejected', 'did-not-stand'],
    ]);
  });
});

describe('a doubtful text', () => {
  const doubtful: readonly (readonly [string, readonly Arrival[], (day: number, more?: Partial<Arrival>) => Arrival])[] = [
    ['returned', [on(1, first), on(2, other)], (day, more) => on(day, first, more)],
    ['shortened', [on(1, first)], (day, more) => on(day, words(119), more)],
  ];
  it.each(doubtful)('that is %s is held until three fetches over seven days agree', (because, past, again) => {
    expect(after(...past, again(3)).last).toMatchObject({ kind: 'new', standing: 'held', because });
    expect(after(...past, again(3), again(6)).last).toMatchObject({ kind: 'seen-again', standing: 'held', because });
    expect(after(...past, again(3), again(6), again(9)).last).toMatchObject({ standing: 'held' });
    expect(after(...past, again(3), again(6), again(10)).last).toMatchObject({ kind: 'seen-again', standing: 'accepted', because });
    expect(after(...past, again(3, once), again(10, once)).last).toMatchObject({ standing: 'held' });
    // In an imported history it arrives with all that was seen of it.
    const stood = again(3, { seen: 3, lastSeenAt: '2026-03-10T00:00:00.000Z' });
    expect(after(...past, stood).last).toMatchObject({ kind: 'new', standing: 'accepted', because });
  });

  it('is not one that loses 60 % of its words or less', () => {
    expect(after(on(1, first), on(2, words(120))).last).toMatchObject({ standing: 'accepted', because: 'confirmed' });
  });

  it('in another language is held until a person decides', () => {
    const french = (day: number): Arrival =>
      on(day, words(300, 'nous'), {
        facts: { ...on(1, words(300, 'nous')).facts, language: 'fr', failure: { kind: 'language', detail: '' } },
      });
    const { last } = after(on(1, first), french(2), french(9), french(30));
    expect(last).toMatchObject({ kind: 'seen-again', standing: 'held', because: 'language-switched' });
    expect(after(french(1)).last).toMatchObject({ standing: 'accepted', because: 'first' });
  });

  it('of another kind is held until a person decides, and said to be what it is', () => {
    const terms = (day: number): Arrival =>
      on(day, words(300, 'terms'), {
        facts: { ...on(1, words(300, 'terms')).facts, failure: { kind: 'wrong-document', instead: 'terms', detail: '' } },
      });
    expect(after(on(1, first), terms(2)).last).toEqual({
      kind: 'new',
      standing: 'held',
      because: 'other-document',
      detail: 'no policy (terms), and on 2026-03-01 it was a policy',
    });
    expect(after(on(1, first), terms(2), terms(9), terms(30)).last).toMatchObject({ standing: 'held' });
  });

  it('is not one that a technical upgrade brings back', () => {
    expect(after(on(1, first), on(2, other), on(3, first, { lane: 'technical' })).last).toMatchObject({ standing: 'accepted' });
    expect(after(on(1, first), on(2, words(10), { lane: 'technical' })).last).toMatchObject({ standing: 'held', because: 'shortened' });
  });
});
