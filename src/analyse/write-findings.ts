import type { Condition, Finding, Subject } from '../model/finding.ts';
import type { Block, PolicyText, Span } from '../model/text.ts';
import { type Sentence, within } from './sentence.ts';
import type { Compiled } from './compile.ts';
import { countedId, findingId, type QuoteWords, readQuoteWords } from './finding-id.ts';
import { isLoose } from './fragments.ts';
import { holds } from './matches.ts';
import { rank } from './readings.ts';
import type { Said } from './said.ts';
import type { Surroundings } from './surroundings.ts';
import type { Slot } from './tag-sets.ts';

/** A finding before it is known which document of a scan it is from. */
export type AnalysedFinding = Omit<Finding, 'policy' | 'link'>;

/** Writes what is said of a sentence as findings. Their ids are those of their words, wherever these stand (`counted`). */
export function collect(
  said: readonly Said[],
  sentence: Sentence,
  around: Surroundings,
  block: Block,
  text: PolicyText,
  compiled: Compiled,
  words: QuoteWords,
  findings: AnalysedFinding[],
): void {
  const span = block.kind === 'row' ? rowSpan(spanOf(sentence), block, text) : spanOf(sentence);
  const quote = text.text.slice(span[0], span[1]);
  const conditions = conditionsOf(sentence, compiled);
  const lead = leadOf(around, block, text);
  readQuoteWords(quote, words);
  for (const { rule, stance, confidence, hedged, actor } of said) {
    const about = rule.concern === 'control' ? subjectOf(sentence, around, rule.about ?? 'data', compiled) : undefined;
    findings.push({
      id: findingId(rule.id, stance, words),
      practice: rule.id,
      concern: rule.concern,
      stance,
      severity: rule.severity,
      confidence,
      hedged,
      conditions,
      actor,
      quote,
      span,
      section: block.section,
      ...(lead ? { lead } : {}),
      ...(about ? { about } : {}),
    });
  }
}

/**
 * What to keep of a finding for `recalled`: its span counts from the start of its block, and what a text says again wherever its paragraph is met is left empty. A slice of
 * a text keeps all of that text in memory: nothing here may be one.
 */
export function remembered(finding: AnalysedFinding, block: Block): AnalysedFinding {
  const [start] = block.span;
  return {
    ...finding,
    quote: '',
    span: [finding.span[0] - start, finding.span[1] - start],
    section: noWords,
    ...(finding.lead === undefined ? {} : { lead: block.leads.length > 0 ? '' : [...finding.lead].join('') }),
  };
}

const noWords: readonly never[] = [];

/** A remembered finding at its place in this text. */
export function recalled(known: AnalysedFinding, block: Block, text: PolicyText): AnalysedFinding {
  const [start] = block.span;
  const span: Span = [known.span[0] + start, known.span[1] + start];
  const finding = { ...known, quote: text.text.slice(...span), span, section: block.section };
  const lead = block.leads.at(-1);
  return lead === undefined || known.lead === undefined ? finding : { ...finding, lead: text.text.slice(...lead) };
}

/** A finding with its id in its text, in which sentences may be repeated. */
export const counted = (finding: AnalysedFinding, seen: Map<string, number>): AnalysedFinding => ({
  ...finding,
  id: countedId(finding.id, seen),
});

/** Of findings that say the same of the same sentence (a cell that several headers govern), the surest stays, in the place of the first. */
export function surestOfRow(findings: readonly AnalysedFinding[]): readonly AnalysedFinding[] {
  const kept = new Map<string, AnalysedFinding>();
  for (const finding of findings) {
    const key = `${finding.practice} ${finding.stance} ${finding.span.join(' ')}`;
    const first = kept.get(key);
    if (!first || rank[finding.confidence] > rank[first.confidence]) kept.set(key, finding);
  }
  return [...kept.values()];
}

/** The words that introduce a finding: its list's lead, or its cell's header with the answer another cell gives. */
function leadOf(around: Surroundings, block: Block, text: PolicyText): string | undefined {
  const span = block.leads.at(-1);
  if (span) return text.text.slice(span[0], span[1]);
  if (block.kind !== 'row' || !around.governor) return undefined;
  const { text: words } = around.governor.sentence;
  if (words === text.text) return undefined;
  return around.answer === null ? words : `${words}: ${around.answer}`;
}

/** Characters of a row at most for a few words of it to be quoted with the rest. */
const longestRow = 400;
/** Words of a cell that say little alone: "Service providers". */
const fewWords = 8;

/**
 * What is quoted of a row: the sentence, or for a few words in a cell the row as far as its first full stop, since "Service providers"
 * tells its reader nothing and stands in many places.
 */
function rowSpan(span: Span, block: Block, text: PolicyText): Span {
  const words = text.text.slice(...span);
  if (/[.!?]["”’)]?$/.test(words) || words.split(' ').length > fewWords) return span;
  const row = text.text.slice(...block.span);
  const stop = /[.!?]["”’)]?(?= |$)/.exec(row);
  const end = block.span[0] + (stop ? stop.index + stop[0].length : row.length);
  return span[1] <= end && end - block.span[0] <= longestRow ? [block.span[0], end] : span;
}

/** From the first to the last token, with a closing quote or bracket, without the row's cell marks at either end. */
export function spanOf(sentence: Sentence): Span {
  const { tokens, text } = sentence;
  let first = sentence.from;
  while (first + 1 < sentence.to && isLoose(tokens.form[first] ?? 0)) first++;
  let start = tokens.start[first] ?? 0;
  const before = text.charCodeAt(start - 1);
  if (before === 34 || before === 0x201c || before === 0x2018) start--;
  let end = tokens.end[sentence.to - 1] ?? start;
  const after = text.charCodeAt(end);
  if (after === 0x2019 || after === 39) end++;
  return [start, end];
}

/** What a control is about: the first subject named in the sentence, its lead or its heading. */
function subjectOf(sentence: Sentence, around: Surroundings, fallback: Subject, compiled: Compiled): Subject {
  const { grammar: slots } = compiled;
  const named: [Subject, Slot][] = [
    ['voice', slots['about-voice']],
    ['location', slots['about-location']],
    ['viewing', slots['about-viewing']],
    ['biometric', slots['about-biometric']],
    ['tracking', slots['about-tracking']],
    ['sharing', slots['about-sharing']],
  ];
  for (const place of [sentence, ...around.leads.toReversed(), ...around.headings.slice(-1)])
    for (const [subject, slot] of named) if (within(place.matches, slot, place.from, place.to)) return subject;
  return fallback;
}

/** Which conditions a sentence names. */
function conditionsOf(sentence: Sentence, compiled: Compiled): Condition[] {
  const { grammar } = compiled;
  const named: [Condition, Slot][] = [
    ['consent', grammar.consent],
    ['opt-in', grammar['opt-in']],
    ['setting', grammar.setting],
    ['legal-duty', grammar['legal-duty']],
    ['region', grammar.region],
    ['age', grammar.age],
    ['feature', grammar.feature],
  ];
  return named.filter(([, slot]) => holds(sentence.matches.all, slot)).map(([condition]) => condition);
}
