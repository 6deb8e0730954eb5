import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incompatiblePractices, owedOf } from '../../src/load/shipped-data.ts';
import { shippedScoring } from '../../src/load/scoring.ts';
import { concerns, confidences, subjects, type Concern, type Condition, type Finding } from '../../src/model/finding.ts';
import { kinds } from '../../src/model/kind.ts';
import type { Score } from '../../src/model/score.ts';
import { scoreOf, type Scorable } from '../../src/score/score-of.ts';

const scoring = await shippedScoring();
const implications = await incompatiblePractices();
const owedBy = new Map(
  await Promise.all(kinds.map(async (kind) => [kind, (await owedOf(kind)).flatMap(({ practices }) => practices)] as const)),
);
const all = Object.fromEntries(scoring.practices.map(({ practice }) => [practice, 'silent' as const]));
const countsFor = new Set(scoring.practices.filter(({ counts }) => counts === 'for').map(({ practice }) => practice));

const finding = (practice: string, said: Partial<Finding> = {}): Finding => ({
  id: 'id',
  practice,
  concern: practice.split('/')[0] as Concern,
  stance: 'does',
  severity: 'serious',
  confidence: 'high',
  hedged: false,
  conditions: [],
  actor: 'maker',
  quote: 'We do.',
  span: [0, 6],
  policy: 0,
  section: [],
  ...said,
});
const read = { status: 'read' } as const;
const score = (findings: readonly Finding[], scorable: Partial<Scorable> = {}): Score =>
  scoreOf({ findings, practices: all, policies: [read], owed: [], ...scorable }, scoring, implications);
/** The sum of the parts: what the score would be, whether or not enough is answered to show it. */
const raw = ({ parts }: Score): number =>
  Math.max(
    0,
    parts.reduce((sum, { points }) => sum + points, 0),
  );
const partOf = ({ parts }: Score, practice: string): Score['parts'][number] => {
  const found = parts.find((part) => part.practice === practice);
  if (found === undefined) throw new Error(`no part ${practice}`);
  return found;
};
/** Rounding of 42 parts to hundredths. */
const slack = 0.5;

const practices = fc.constantFrom(...scoring.practices.map(({ practice }) => practice));
const conditions: readonly Condition[] = ['consent', 'opt-in', 'setting', 'legal-duty', 'region', 'age', 'feature'];
const anyFinding = fc
  .record({
    practice: practices,
    stance: fc.constantFrom('does' as const, 'denies' as const),
    confidence: fc.constantFrom(...confidences),
    hedged: fc.boolean(),
    conditions: fc.uniqueArray(fc.constantFrom(...conditions), { maxLength: 2 }),
    about: fc.constantFrom(...subjects),
    id: fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16).padStart(16, '0')),
    policy: fc.constantFrom(0, 1),
  })
  .map(({ practice, ...said }) => finding(practice, said));
const anyFindings = fc.array(anyFinding, { maxLength: 40 });
const anyOwed = fc.constantFrom(...kinds).map((kind) => owedBy.get(kind) ?? []);
/** Worse for the reader: an admission of what is bad, or a control that is refused. */
const isBad = ({ practice, stance }: Finding): boolean => (stance === 'does') !== countsFor.has(practice);

describe('a score', () => {
  it('is never raised by another admission, whatever softens it', () => {
    fc.assert(
      fc.property(anyFindings, anyFinding.filter(isBad), anyOwed, (findings, added, owed) => {
        const [before, after] = [score(findings, { owed }), score([...findings, added], { owed })];
        expect(raw(after)).toBeLessThanOrEqual(raw(before) + 1e-9);
        if (before.overall !== null && after.overall !== null) expect(after.overall).toBeLessThanOrEqual(before.overall);
        for (const concern of concerns) {
          const [earlier, later] = [before.concerns[concern].score, after.concerns[concern].score];
          if (earlier !== null && later !== null) expect(later).toBeLessThanOrEqual(earlier);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is never lowered by another denial or control', () => {
    fc.assert(
      fc.property(
        anyFindings,
        anyFinding.filter((added) => !isBad(added)),
        anyOwed,
        (findings, added, owed) => {
          const [before, after] = [score(findings, { owed }), score([...findings, added], { owed })];
          expect(raw(after)).toBeGreaterThanOrEqual(raw(before) - 1e-9);
          if (before.overall !== null && after.overall !== null) expect(after.overall).toBeGreaterThanOrEqual(before.overall);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is never raised, nor is its lower bound, when a whole document can no longer be read', () => {
    fc.assert(
      fc.property(anyFindings, anyOwed, (findings, owed) => {
        const before = score(findings, { owed, policies: [read, read] });
        const after = score(
          findings.filter(({ policy }) => policy === 0),
          { owed, policies: [read, { status: 'not-read' }] },
        );
        expect(after.overall).toBeNull();
        expect(after.grade).toBeNull();
        expect(after.bounds[0]).toBeLessThanOrEqual(before.bounds[0]);
        expect(after.coverage).toBeLessThanOrEqual(before.coverage);
        expect(concerns.every((concern) => after.concerns[concern].score === null)).toBe(true);
      }),
    );
  });

  it('never has more answered when findings are taken away', () => {
    fc.assert(
      fc.property(anyFindings, fc.nat(39), (findings, index) => {
        expect(score(findings.toSpliced(index, 1)).coverage).toBeLessThanOrEqual(score(findings).coverage);
      }),
    );
  });

  it('lies between its bounds, and so does every part and concern', () => {
    fc.assert(
      fc.property(anyFindings, anyOwed, (findings, owed) => {
        const { overall, bounds, concerns: byConcern, parts } = score(findings, { owed });
        expect(bounds[0]).toBeGreaterThanOrEqual(0);
        expect(bounds[1]).toBeLessThanOrEqual(100);
        for (const [value, [low, high]] of [
          [overall, bounds] as const,
          ...Object.values(byConcern).map((own) => [own.score, own.bounds] as const),
          ...parts.map((own) => [own.points, own.bounds] as const),
        ]) {
          expect(low).toBeLessThanOrEqual(high);
          if (value === null) continue;
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  it('does not depend on the order of findings, nor on how often one is said', () => {
    fc.assert(
      fc.property(anyFindings, anyOwed, (findings, owed) => {
        const once = score(findings, { owed });
        expect(score(findings.toReversed(), { owed })).toEqual(once);
        expect(score([...findings, ...findings], { owed })).toEqual({ ...once, leftOut: once.leftOut });
      }),
    );
  });

  it('is the sum of its parts, as a reader can add up', () => {
    fc.assert(
      fc.property(anyFindings, anyOwed, (findings, owed) => {
        const sum = score(findings, { owed });
        if (sum.overall !== null) expect(Math.abs(raw(sum) - sum.overall)).toBeLessThan(slack);
        expect(Math.abs(sum.parts.reduce((total, { of }) => total + of, 0) - 100)).toBeLessThan(slack);
      }),
    );
  });

  it('is none, with the reason, where nothing or only a part was read or asked, or too little is answered', () => {
    expect(score([], { policies: [{ status: 'not-read' }] })).toMatchObject({
      overall: null,
      grade: null,
      reason: 'nothing-read',
      bounds: [0, 100],
    });
    expect(score([], { policies: [] }).reason).toBe('nothing-read');
    expect(score([], { policies: [read, { status: 'not-read' }] })).toMatchObject({ overall: null, reason: 'part-read' });
    expect(score([], { practices: { 'voice/capture': 'silent' } })).toMatchObject({ overall: null, reason: 'part-asked' });
    const silent = score([]);
    expect(silent).toMatchObject({ overall: null, grade: null, reason: 'coverage', coverage: 0, bounds: [0, 100] });
  });

  it('tells admission, condition, silence and denial apart', () => {
    const earns = (said: Partial<Finding> | undefined): number =>
      partOf(score(said === undefined ? [] : [finding('sharing/sale', said)]), 'sharing/sale').points;
    const plain = earns({});
    const hedged = earns({ hedged: true });
    const onConsent = earns({ conditions: ['consent'] });
    const optIn = earns({ conditions: ['opt-in'] });
    const silent = earns(undefined);
    const notWithoutConsent = earns({ stance: 'denies', conditions: ['consent'] });
    const denied = earns({ stance: 'denies' });
    const steps = [plain, hedged, onConsent, optIn, silent, notWithoutConsent, denied];
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(new Set(steps).size).toBe(steps.length);
    expect(plain).toBe(0);
    expect(denied).toBe(partOf(score([]), 'sharing/sale').of);
  });

  it('counts a passage of low confidence for little until a person has checked it, and one found wrong for nothing', () => {
    const low = finding('sharing/sale', { confidence: 'low' });
    const verdict = { by: 'Jo', date: '2026-11-23' } as const;
    const part = (said: Finding) => partOf(score([said]), 'sharing/sale');
    expect(part(low)).toMatchObject({ answer: 'silent', answered: scoring.confidence.low });
    expect(part({ ...low, verdict: { ...verdict, verdict: 'checked' } })).toMatchObject({ answer: 'does', answered: 1, points: 0 });
    const wrong = score([finding('sharing/sale', { verdict: { ...verdict, verdict: 'wrong' } })]);
    expect(wrong.leftOut).toEqual(['id']);
    expect(partOf(wrong, 'sharing/sale')).toEqual(partOf(score([]), 'sharing/sale'));
  });

  it('gives part of what is lost back where the reader can switch it off', () => {
    const admitted = finding('sharing/sale');
    const control = finding('control/opt-out', { id: 'opt-out', about: 'sharing' });
    const part = partOf(score([admitted, control]), 'sharing/sale');
    expect(part.points).toBeCloseTo(part.of * (scoring.controls['control/opt-out'] ?? 0), 1);
    expect(part.controls).toEqual(['opt-out']);
    const other = partOf(score([admitted, { ...control, about: 'voice' }]), 'sharing/sale');
    expect(other).toMatchObject({ points: 0, controls: [] });
  });

  it('draws what follows: an exact place is a place, and what is never heard is never kept', () => {
    const place = partOf(score([finding('location/precise')]), 'location/collect');
    expect(place).toMatchObject({ answer: 'does', answered: 1, follows: 'location/precise' });
    const tv = { owed: owedBy.get('tv') ?? [] };
    expect(partOf(score([finding('voice/capture', { stance: 'denies' })], tv), 'voice/retention')).toMatchObject({
      answer: 'denies',
      follows: 'voice/capture',
    });
  });

  it('leaves no gap where the kind of product makes no answer expected, and charges an admission all the same', () => {
    const photos = 'location/photo-metadata';
    expect(partOf(score([], { owed: owedBy.get('tv') ?? [] }), photos)).toMatchObject({ of: 0, points: 0 });
    expect(partOf(score([finding(photos)], { owed: owedBy.get('tv') ?? [] }), photos).points).toBeLessThan(0);
    expect(partOf(score([], { owed: owedBy.get('photo') ?? [] }), photos).of).toBeGreaterThan(0);
  });

  it('weighs what a reader is owed more', () => {
    const owed = owedBy.get('tv') ?? [];
    const ratio = (id: string, other: string, list: readonly string[]): number =>
      partOf(score([], { owed: list }), id).of / partOf(score([], { owed: list }), other).of;
    expect(ratio('sharing/sale', 'sharing/brokers', owed)).toBeCloseTo(
      scoring.owedFactor * ratio('sharing/sale', 'sharing/brokers', []),
      1,
    );
  });
});

describe('the numbers of a version', () => {
  // After a change of any number: raise `version` in rules/scoring.yaml, and put the new print here beside its version.
  const prints: Readonly<Record<number, string>> = { 1: 'e3a6f6bee7df136e' };

  it('stay as they are, so that a changed score can be put down to the formula', () => {
    const { argued: _, practices: weights, ...numbers } = scoring;
    const plain = weights.map(({ practice, weight, counts, expected }) => [practice, weight, counts, expected]);
    const conditionsAlone = Object.entries(numbers.conditions).map(([name, { admission, denial, control }]) => [
      name,
      admission,
      denial,
      control,
    ]);
    const print = createHash('sha256')
      .update(JSON.stringify([plain, { ...numbers, conditions: conditionsAlone }]))
      .digest('hex')
      .slice(0, 16);
    expect(print, 'A number of rules/scoring.yaml has changed: raise its version.').toBe(prints[scoring.version]);
  });

  it('are argued for one by one', () => {
    const source = readFileSync(new URL('../../rules/scoring.yaml', import.meta.url), 'utf8');
    expect(source.match(/^\s+because:/gmu)?.length).toBe(scoring.practices.length + scoring.argued.length);
    for (const { reason, source: from } of [...scoring.practices, ...scoring.argued]) {
      expect(reason.length).toBeGreaterThan(20);
      expect(from.length).toBeGreaterThan(3);
    }
  });
});
