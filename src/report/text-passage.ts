import type { Finding } from '../model/finding.ts';
import type { Control } from '../model/report.ts';
import type { PracticeGroup } from './arrangement.ts';
import { harmless, harmlessUrl, isWebUrl } from './harmless.ts';
import { remarks, severityWords } from './plain-words.ts';
import { textFragmentLink } from './text-fragment.ts';
import { labelWidth, labelled, step } from './text-page.ts';
import type { Page } from './text-page.ts';
import { wrapped } from './wrapped.ts';

/** Quotes shown of one practice, and control sentences of one subject, unless all are asked for. Source: issue 2's order of the text report. */
const quoteLimit = 5;
const controlLimit = 2;

/** A quote this long, in UTF-16 code units, is linked by its first and last words, so that a link is two lines and not eight. */
const exactLinkLimit = 60;

const severityStyles = { grave: ['bold', 'red'], serious: ['bold', 'yellow'], moderate: ['bold', 'cyan'], minor: ['bold'] } as const;

export function headlineLines({ width, paint }: Page, { headline, severity, stance }: PracticeGroup): readonly string[] {
  const words = stance === 'does' ? `${headline} — ${severityWords[severity]}` : headline;
  return wrapped(harmless(words), width).map((line) => paint(stance === 'does' ? [...severityStyles[severity]] : 'bold', line));
}

/** The group's first quotes, each after an empty line, and how many more there are. */
export function quotes(page: Page, { findings }: PracticeGroup): readonly string[] {
  const shown = page.all ? findings : findings.slice(0, quoteLimit);
  const more = findings.length - shown.length;
  const rest = more === 0 ? [] : ['', `${step}${page.paint('dim', `and ${more} more; --all shows every passage`)}`];
  return [...shown.flatMap((finding) => ['', ...quoted(page, finding)]), ...rest];
}

/** One passage: its list's lead, its words, what to know beside them, where it stands, and the link that jumps to it. */
export function quoted(page: Page, finding: Finding): readonly string[] {
  const { width, paint } = page;
  const lead = finding.lead === undefined ? [] : wrapped(`After “${harmless(finding.lead)}”`, width, `${step} `);
  const notes = [placeWords(page, finding), ...remarks(finding)].join(' · ');
  return [
    ...lead.map((line) => paint('dim', line)),
    ...wrapped(`“${harmless(finding.quote)}”`, width, step, `${step} `),
    ...wrapped(notes, width, `${step} `).map((line) => paint('dim', line)),
    ...linkLines(page, finding),
  ];
}

const placeWords = (
  { report }: Page,
  { policy, section: headings }: { readonly policy: number; readonly section: readonly string[] },
): string =>
  [
    ...(report.policies.length > 1 ? [`[${policy + 1}]`] : []),
    headings.length === 0 ? 'no heading' : headings.map(harmless).join(' › '),
  ].join(' ');

/** The same place as `link`, by as few words as lead there: the full link is in the other formats. */
function linkLines({ context, paint }: Page, place: Finding | Control): readonly string[] {
  if (place.link === undefined || !isWebUrl(place.link)) return [];
  const text = context.texts[place.policy] ?? '';
  const short = textFragmentLink(place.link, place.quote, text, { at: place.span[0], exactUpTo: exactLinkLimit });
  return [`${step} ${paint(['dim', 'underline'], harmlessUrl(short ?? place.link))}`];
}

/** How to switch it off: in the policy's words if it says so, once for each subject, else by the rule's advice; and what that costs. */
export function turnOff(page: Page, { practice, controls, controlsUnder }: PracticeGroup): readonly string[] {
  const { how, cost } = practice.turnOff;
  const costs = cost === '' ? [] : labelled(page, 'It costs', harmless(cost), step);
  const lines = (words: string) => [...labelled(page, 'Turn it off', words, step)];
  if (controlsUnder !== undefined)
    return ['', ...lines(`What the policy says is quoted above, under “${harmless(controlsUnder)}”.`), ...costs];
  if (controls.length > 0)
    return ['', ...lines('The policy says:'), ...shownControls(page, controls).flatMap((control) => controlLines(page, control)), ...costs];
  const advice = how === '' ? [] : lines(harmless(how));
  return advice.length + costs.length === 0 ? [] : ['', ...advice, ...costs];
}

export const shownControls = ({ all }: Page, controls: readonly Control[]): readonly Control[] =>
  all ? controls : controls.slice(0, controlLimit);

function controlLines(page: Page, control: Control): readonly string[] {
  const indent = ' '.repeat(step.length + labelWidth);
  return [
    ...wrapped(`“${harmless(control.quote)}”`, page.width, indent, `${indent} `),
    ...linkLines(page, control).map((line) => indent + line.slice(step.length)),
  ];
}
