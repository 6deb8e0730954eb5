import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { failureKinds } from '../../src/report/failure-sentences.ts';
import { reportJson } from '../../src/report/json.ts';
import { prettyJson } from '../../src/report/pretty-json.ts';
import { dangerous } from './hostile.ts';
import { sampleContext, sampleReport, silentReport, unreadReport } from './sample.ts';

interface Schema {
  readonly [key: string]: unknown;
  readonly $defs: { readonly failure: { readonly properties: { readonly kind: { readonly enum: readonly string[] } } } };
}

const schema = JSON.parse(readFileSync(new URL('../../src/report/report.schema.json', import.meta.url), 'utf8')) as Schema;

// The one format named is also held by a pattern; ajv alone does not know it.
const validate = new Ajv2020({
  strict: true,
  strictRequired: false,
  allErrors: true,
  formats: { 'date-time': (text: string) => !Number.isNaN(Date.parse(text)) },
}).compile(schema);

const errorsOf = (report: unknown): unknown => (validate(report) ? [] : validate.errors);

describe('the JSON report', () => {
  it.each([
    ['with findings of every kind', sampleReport],
    ['of which nothing was read', unreadReport],
    ['that is silent', silentReport],
  ])('is what the published schema describes: one %s', (_, report) => {
    expect(errorsOf(JSON.parse(reportJson(report)))).toEqual([]);
  });

  it('loses nothing: what is read back is the report', () => {
    expect(JSON.parse(reportJson(sampleReport))).toEqual(sampleReport);
  });

  it('keeps quotes as they stand in the policy', () => {
    const { findings } = JSON.parse(reportJson(sampleReport)) as Report;
    for (const { quote, span, policy } of findings) expect(sampleContext.texts[policy]?.slice(...span)).toBe(quote);
  });

  it('has the same bytes whatever order its keys were made in', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    expect(reportJson(reversed(sampleReport) as Report)).toBe(reportJson(sampleReport));
  });

  it('writes what cannot be seen as escapes, so that printing it does nothing', () => {
    expect(reportJson(sampleReport)).not.toMatch(dangerous);
    expect(prettyJson('\u202e\u{e0041}\u009b')).toBe('"\\u202e\\udb40\\udc41\\u009b"\n');
  });

  it('reads back as what it was, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = prettyJson(value);
        expect(text).not.toMatch(dangerous);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('the published schema', () => {
  it('knows every kind of failure, and no other', () => {
    expect(schema.$defs.failure.properties.kind.enum.toSorted()).toEqual(failureKinds.toSorted());
  });

  it('refuses a report that says less or more than it describes', () => {
    const [policy] = sampleReport.policies;
    expect(errorsOf({ ...sampleReport, verdict: 'safe' })).not.toEqual([]);
    expect(errorsOf({ ...sampleReport, version: 2 })).not.toEqual([]);
    expect(errorsOf({ ...sampleReport, practices: { 'voice/capture': 'no' } })).not.toEqual([]);
    expect(errorsOf({ ...sampleReport, policies: [{ ...policy, status: 'not-read' }] })).not.toEqual([]);
    expect(errorsOf({ ...sampleReport, policies: [{ ...policy, failure: { kind: 'timeout', detail: '' } }] })).not.toEqual([]);
    expect(errorsOf({ ...sampleReport, findings: [{ ...sampleReport.findings[0], stance: 'maybe' }] })).not.toEqual([]);
  });

  it('describes every property and lets none be added', () => {
    const missing: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const own = node as Record<string, unknown>;
      if (own['type'] === 'object' && own['additionalProperties'] === undefined) missing.push(`${path} is open`);
      for (const [name, property] of Object.entries((own['properties'] as Record<string, unknown> | undefined) ?? {})) {
        const described = property as Record<string, unknown>;
        if (path.endsWith('/if') || described['$ref'] !== undefined) continue;
        if (described['description'] === undefined) missing.push(`${path}/${name} has no description`);
      }
      for (const [key, value] of Object.entries(own)) visit(value, `${path}/${key}`);
    };
    visit(schema, '');
    expect(missing).toEqual([]);
  });
});
