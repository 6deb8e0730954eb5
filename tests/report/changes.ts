import { analyse } from '../../src/analyse/analyse.ts';
import { compile } from '../../src/analyse/compile.ts';
import { compareReadings } from '../../src/compare/compare-readings.ts';
import { extractMarkdown } from '../../src/extract/markdown.ts';
import { loadRules } from '../../src/load/rules.ts';
import type { ChangeReport, ComparedText } from '../../src/model/change.ts';
import type { Practice } from '../../src/model/rule.ts';

const set = await loadRules(new URL('../../rules', import.meta.url).pathname);
const compiled = compile(set);

export const practices: readonly Practice[] = set.rules;

/** The change report of two policies written in Markdown. */
export function changesBetween(before: string, after: string, more: Partial<ChangeReport> = {}): ChangeReport {
  const [a, b] = [extractMarkdown(before), extractMarkdown(after)];
  const textOf = (name: string, { words, title }: typeof a): ComparedText => ({
    url: `file:///tmp/${name}`,
    ...(title === undefined ? {} : { title }),
    sha256: 'ab'.repeat(32),
    words,
  });
  return {
    version: 1,
    tool: { name: 'earshot', version: '0.1.0', rules: set.sha256, extractor: '1' },
    before: textOf('before.md', a),
    after: textOf('after.md', b),
    comparison: compareReadings({ text: a, findings: analyse(a, compiled) }, { text: b, findings: analyse(b, compiled) }),
    ...more,
  };
}

export const older = `# Veldora Privacy Policy

## Voice

We may share your voice recordings with a speech recognition provider, with your consent. We keep recordings for 6 months.

## Sale

We do not sell your personal information.

You can delete your recordings at any time in the settings.
`;

export const newer = `# Veldora Privacy Policy

## Sale

We sell your viewing history to data brokers. <script>alert(1)</script>

## Voice

We share your voice recordings with a speech recognition provider. We keep recordings for 18 months.

Last updated: 3 May 2025
`;
