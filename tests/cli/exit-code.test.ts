import { describe, expect, it } from 'vitest';
import { exitCode, missedBy } from '../../src/cli/exit-code.ts';
import type { RunOutcome } from '../../src/cli/exit-code.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';

const finding = (id: string, more: Partial<Finding> = {}): Finding => ({
  id,
  practice: 'voice/third-party',
  concern: 'voice',
  stance: 'does',
  severity: 'grave',
  confidence: 'high',
  hedged: false,
  conditions: [],
  actor: 'maker',
  quote: 'We send your voice to another company.',
  span: [0, 38],
  policy: 0,
  section: [],
  ...more,
});

const read: Report['policies'][number] = { url: 'https://a.example/', finalUrl: 'https://a.example/', status: 'read', words: 900 };
const unread: Report['policies'][number] = {
  ...read,
  status: 'not-read',
  words: 0,
  failure: { kind: 'bot-wall', detail: 'the server answered 403' },
};

const report = (
  findings: readonly Finding[],
  policies: Report['policies'] = [read],
  practices: Report['practices'] = {},
): RunOutcome & { kind: 'report' } => ({
  kind: 'report',
  report: {
    version: 1,
    tool: { name: 'earshot', version: '0.1.0', rules: 'f00d', extractor: '1' },
    scannedAt: '2026-11-22T09:30:00.000Z',
    policies,
    findings,
    practices,
    contradictions: [],
    controls: [],
    score: null,
    coverage: null,
    bounds: null,
  },
});

const grave = report([finding('a')]);
const blocked = report([], [unread]);
const mistake: RunOutcome = { kind: 'mistake' };

describe('the exit code', () => {
  it('is 0 when everything was assessed and no bar was asked for, whatever was found', () => {
    expect(exitCode([grave])).toBe(0);
    expect(exitCode([])).toBe(0);
  });

  it('is 1 when a finding is as grave as the bar, or graver', () => {
    expect(exitCode([grave], { failOn: 'grave' })).toBe(1);
    expect(exitCode([grave], { failOn: 'moderate' })).toBe(1);
    expect(exitCode([report([finding('a', { severity: 'serious' })])], { failOn: 'grave' })).toBe(0);
    expect(exitCode([report([finding('a', { severity: 'minor' })])], { failOn: 'minor' })).toBe(1);
  });

  it('is 2 for a person’s mistake', () => {
    expect(exitCode([mistake])).toBe(2);
  });

  it('is 3 when a document was not read, a practice could not be looked for, or there was no document', () => {
    expect(exitCode([blocked])).toBe(3);
    expect(exitCode([report([finding('a')], [read, unread])])).toBe(3);
    expect(exitCode([report([], [read], { 'voice/capture': 'not-assessed' })])).toBe(3);
    expect(exitCode([report([], [])])).toBe(3);
  });

  it('is 0 for what could not be assessed if that is allowed, and still 1 for a missed bar', () => {
    expect(exitCode([blocked], { allowNotAssessed: true })).toBe(0);
    expect(exitCode([report([finding('a')], [read, unread])], { allowNotAssessed: true, failOn: 'grave' })).toBe(1);
  });

  it('is 4 when a saved report differs from its snapshots', () => {
    expect(exitCode([{ kind: 'difference' }])).toBe(4);
  });

  it('is 70 for a bug, whatever else happened', () => {
    expect(exitCode([mistake, { kind: 'bug' }, grave], { failOn: 'grave' })).toBe(70);
  });

  it('of several inputs is 2 before 1 before 3, in any order', () => {
    const bar = { failOn: 'grave' } as const;
    expect(exitCode([blocked, grave, mistake], bar)).toBe(2);
    expect(exitCode([mistake, grave, blocked], bar)).toBe(2);
    expect(exitCode([blocked, grave], bar)).toBe(1);
    expect(exitCode([grave, blocked], bar)).toBe(1);
    expect(exitCode([report([]), blocked], bar)).toBe(3);
    expect(exitCode([report([]), report([])], bar)).toBe(0);
  });
});

describe('the findings that miss a bar', () => {
  const ids = (outcome: RunOutcome & { kind: 'report' }, options: Parameters<typeof missedBy>[1]) =>
    missedBy(outcome.report, options).map(({ id }) => id);

  it('are only those that the baseline does not know', () => {
    const two = report([finding('old'), finding('new')]);
    expect(ids(two, { failOn: 'grave', baseline: new Set(['old']) })).toEqual(['new']);
    expect(ids(two, { failOn: 'grave', baseline: new Set(['old', 'new']) })).toEqual([]);
  });

  it('are of every severity when a baseline is the only bar', () => {
    const minor = report([finding('new', { severity: 'minor' })]);
    expect(ids(minor, { baseline: new Set() })).toEqual(['new']);
    expect(ids(minor, { baseline: new Set(), failOn: 'grave' })).toEqual([]);
  });

  it('are never denials, choices given to the reader, or readings of low confidence', () => {
    const harmless = report([
      finding('denial', { stance: 'denies' }),
      finding('choice', { concern: 'control', practice: 'control/settings' }),
      finding('unsure', { confidence: 'low' }),
    ]);
    expect(ids(harmless, { failOn: 'minor' })).toEqual([]);
    expect(ids(report([finding('medium', { confidence: 'medium' })]), { failOn: 'minor' })).toEqual(['medium']);
  });

  it('are none when no bar was asked for', () => {
    expect(ids(grave, {})).toEqual([]);
  });
});
