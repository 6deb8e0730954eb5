import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formats, reporters } from '../../src/report/index.ts';
import { sarifArtifacts } from '../../src/report/sarif-artifacts.ts';
import { sampleContext, sampleReport, sentencesOf, silentContext, silentReport, unreadContext, unreadReport } from './sample.ts';

// The files of golden/ are what each format gave for the sample, read by a person. After a change that is meant, run
//   EARSHOT_UPDATE_GOLDEN=1 npx vitest run tests/report
// and read the difference before it is committed.
const isUpdating = process.env['EARSHOT_UPDATE_GOLDEN'] === '1';
const folder = join(import.meta.dirname, 'golden');

function compare(name: string, actual: string): void {
  const path = join(folder, name);
  if (isUpdating) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
  }
  expect(actual).toBe(readFileSync(path, 'utf8'));
}

const plain = { colour: false, width: 80, sentencesOf, artifactsFolder: 'policies/veldora' };
const endings = { text: 'txt', json: 'json', markdown: 'md', csv: 'csv', sarif: 'sarif' } as const;

describe('the golden reports', () => {
  it.each(formats)('%s of a television with two policies read and one not', (format) => {
    compare(`veldora.${endings[format]}`, reporters[format](sampleReport, sampleContext, plain));
  });

  it.each(formats)('%s of a product of which nothing could be read', (format) => {
    compare(`unread.${endings[format]}`, reporters[format](unreadReport, unreadContext, plain));
  });

  it.each(formats)('%s of a policy that says nothing of any practice', (format) => {
    compare(`silent.${endings[format]}`, reporters[format](silentReport, silentContext, plain));
  });

  it('text in colour', () => {
    compare('veldora.colour.txt', reporters.text(sampleReport, sampleContext, { ...plain, colour: true }));
  });

  it('text with every passage on a narrow page', () => {
    compare('veldora.all.txt', reporters.text(sampleReport, sampleContext, { colour: false, width: 50, all: true }));
  });

  it('the policies written for SARIF to point at', () => {
    for (const { path, content } of sarifArtifacts(sampleReport, sampleContext, sentencesOf)) compare(join('artifacts', path), content);
  });
});
