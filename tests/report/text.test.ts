import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';
import { harmless } from '../../src/report/harmless.ts';
import { reportText } from '../../src/report/text.ts';
import { dangerous, hostileText } from './hostile.ts';
import { sampleContext, sampleReport, silentContext, silentReport, unreadContext, unreadReport } from './sample.ts';

const plain = { colour: false, width: 80 } as const;
const text = reportText(sampleReport, sampleContext, plain);
const flat = (shown: string): string => shown.replace(/\s+/gu, ' ');

const [base] = sampleReport.findings;
const only = (...findings: readonly Partial<Finding>[]): Report => ({
  ...sampleReport,
  findings: findings.map((own, index) => ({ ...base, id: String(index).padStart(16, '0'), ...own }) as Finding),
  contradictions: [],
  controls: [],
});

describe('the text report', () => {
  it('puts the gravest first, at equal severity the unhedged before the hedged, and the surer before the less sure', () => {
    const report = only(
      { practice: 'sharing/affiliates', concern: 'sharing', severity: 'moderate' },
      { practice: 'voice/ambient', severity: 'grave', hedged: true },
      { practice: 'viewing/acr', concern: 'viewing', severity: 'grave', confidence: 'medium' },
      { practice: 'voice/third-party', severity: 'grave' },
      { practice: 'voice/retention', severity: 'serious' },
    );
    const headlines = reportText(report, sampleContext, plain).match(/^It .* — \w+$/gmu);
    expect(headlines).toEqual([
      'It sends your voice to another company — grave',
      'It recognises what is on your screen — grave',
      'It can hear you outside of commands — grave',
      'It keeps what you said — serious',
      'It gives your data to companies of its group — moderate',
    ]);
  });

  it('never loses a word of a quote, with every passage asked for, at any width', () => {
    for (const width of [40, 80, 100]) {
      const all = flat(reportText(sampleReport, sampleContext, { colour: false, width, all: true }));
      for (const { quote } of sampleReport.findings) expect(all).toContain(`“${flat(harmless(quote))}”`);
    }
  });

  it('shows at most five passages of a practice, and how many more there are', () => {
    const section = text.slice(
      text.indexOf('It gives your data to advertising companies — serious'),
      text.indexOf('It gives your data to companies that use'),
    );
    expect(section.match(/^ {2}“/gmu)).toHaveLength(5);
    expect(section).toContain('and 3 more; --all shows every passage');
    expect(section.match(/“We share usage data/gu)).toHaveLength(1);
  });

  it('keeps to the width, save for a word that is longer, which it never breaks', () => {
    for (const width of [40, 72, 80, 100]) {
      for (const colour of [true, false]) {
        const lines = stripVTControlCharacters(reportText(sampleReport, sampleContext, { colour, width })).split('\n');
        expect(lines.filter((line) => line.length > width && !/^\s*(?:asked for )?\S+$/u.test(line))).toEqual([]);
      }
    }
  });

  it('says how to turn a practice off in the policy’s words, else by advice, and what that costs', () => {
    expect(flat(text)).toContain(
      'Turn it off The policy says: “You can switch voice features off at any time under Settings > Privacy > Voice.”',
    );
    expect(flat(text)).toContain(
      'Turn it off Refuse the location permission in your phone’s settings. It costs The remote finder stops working.',
    );
    expect(flat(text)).toContain('Turn it off What the policy says is quoted above, under “It sends your voice to another company”.');
  });

  it('does not take a way to see data for a way to switch something off', () => {
    const retention = flat(text.slice(text.indexOf('It keeps data with no stated end'), text.indexOf('CHOICES IT SAYS')));
    expect(retention).toContain('Turn it off Ask for deletion from time to time.');
    expect(retention).not.toContain('You can ask us for a copy');
  });

  it('says “may” where the policy says no more than that', () => {
    expect(text).toContain('It may sell your data — grave');
    expect(text).toContain('It sends your voice to another company — grave');
  });

  it('shows the lead of a list before the item', () => {
    expect(flat(text)).toContain('After “We share information with the following recipients:” “companies of the Veldora group”');
  });

  it('shows low confidence apart, as something to check', () => {
    const check = text.slice(text.indexOf('CHECK THIS'), text.indexOf('WHAT IT DENIES'));
    expect(check).toContain('We may create a voice profile');
    expect(text.slice(0, text.indexOf('CHECK THIS'))).not.toContain('We may create a voice profile');
  });

  it('never shows a denial among the admissions', () => {
    const admitted = text.slice(text.indexOf('WHAT IT ADMITS'), text.indexOf('CHOICES IT SAYS'));
    for (const { quote, stance } of sampleReport.findings)
      if (stance === 'denies') expect(flat(admitted)).not.toContain(flat(harmless(quote)));
    expect(text).toContain('It says it does not sell your data');
    expect(text).toContain('It says it does not detect, recognise or store faces');
  });

  it('shows both sides of a contradiction', () => {
    const both = flat(text.slice(text.indexOf('WHERE IT CONTRADICTS ITSELF'), text.indexOf('CHOICES IT GIVES YOU')));
    expect(both).toContain(
      'Whether it sells your data: it says both “Some of the disclosures above may be deemed a “sale” under the law of your state.”',
    );
    expect(both).toContain('“We do not sell your personal information.”');
    expect(both).toContain('“Some of the disclosures above may be deemed a “sale” under the law of your state.”');
  });

  it('keeps silence, denial and what could not be checked apart', () => {
    const silence = text.slice(text.indexOf('LOOKED FOR AND NOT FOUND'), text.indexOf('COULD NOT BE CHECKED'));
    expect(silence).toContain('Silence is not denial');
    expect(silence).toContain('– whether it records what you say');
    expect(silence).not.toContain('detects, recognises');
    expect(text.slice(text.indexOf('COULD NOT BE CHECKED'))).toContain('– whether it keeps your trips');
  });

  it('never lets an unread policy look clean', () => {
    const unread = reportText(unreadReport, unreadContext, plain);
    expect(unread).toContain('NOT READ: Terms of use');
    expect(flat(unread)).toContain('Nothing could be read, so nothing is said of this product here, neither good nor bad.');
    expect(unread).not.toContain('LOOKED FOR AND NOT FOUND');
    expect(unread).not.toContain('Admits');
    expect(reportText(silentReport, silentContext, plain)).toContain('on 30 practices, which is not a denial');
  });

  it('ends with what Earshot grades and what it does not', () => {
    expect(text.trimEnd().split('\n').at(-1)).toBe('Earshot grades what the policy says, not how private a device is.');
  });

  it('colours only when asked, and then changes nothing but colour', () => {
    const coloured = reportText(sampleReport, sampleContext, { ...plain, colour: true });
    expect(text).not.toContain('\u001b');
    expect(stripVTControlCharacters(coloured)).toBe(text);
    expect(coloured.replace(/\u001b\[\d+m/gu, '')).toBe(text);
  });

  it('obeys nothing that a policy or an address says', () => {
    expect(text.replaceAll('\n', '')).not.toMatch(dangerous);
    fc.assert(
      fc.property(hostileText, (words) => {
        const [policy] = sampleReport.policies;
        const hostile = { quote: `x${words}`, lead: words, section: [words], link: `https://a.example/${words}`, span: [0, 1] } as const;
        const report: Report = {
          ...only(hostile),
          product: words,
          policies: [
            { ...policy, url: words, finalUrl: words, title: words, language: words, effectiveDate: words, status: 'read', words: 1 },
          ],
        };
        expect(reportText(report, sampleContext, plain).replaceAll('\n', '')).not.toMatch(dangerous);
      }),
    );
  });
});
