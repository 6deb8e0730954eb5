import type { Block, PolicyText } from '../model/text.ts';
import type { AnalyseOptions } from './analyse.ts';
import { type Candidates, findCandidates, isOpen, makeTrial } from './candidates.ts';
import type { Compiled } from './compile.ts';
import { isGoverned } from './denied.ts';
import { asMakersQuestion, isBareVerdict, labelledVerdict, longestOpening, openingVerdict, type Verdict } from './english/answers.ts';
import { endsInQuestion } from './english/parse.ts';
import { sentenceEnds } from './english/sentences.ts';
import { punctuation } from './forms.ts';
import { firstMark, isFragment, isMark, isOfferedAct, isRunIn, longestRunIn } from './fragments.ts';
import { readClaims } from './match.ts';
import type { Reading } from './readings.ts';
import { mostHeadings, type Run } from './runs.ts';
import { ruledClaims, type Said, surest, weighed } from './said.ts';
import type { Sentence } from './sentence.ts';
import { type Above, fill, grammar, makeAbove, newSentence, standing } from './standing.ts';
import type { Surroundings } from './surroundings.ts';
import { makeTokens, tokenize } from './tokens.ts';
import { spanOf } from './write-findings.ts';

/** Lists within lists at most: the outermost of more are not heard. */
const mostLeads = 16;

/** Words of a paragraph at most for it to be a title: "Information we collect from social media and other third parties." */
const longestTitleWords = 14;

/** Reads the runs of one text, in its order. */
export interface RunReader {
  readonly above: Above;
  /** Reads a run of a block, by its number among the text's blocks, and adds what it finds. */
  readonly readRun: (block: Block, index: number, run: Run) => void;
}

/** The runs of one text; `found` takes what is said of a sentence where it stands. */
export function makeRunReader(
  text: PolicyText,
  compiled: Compiled,
  { concerns, onSentence }: Pick<AnalyseOptions, 'concerns' | 'onSentence'>,
  found: (said: readonly Said[], sentence: Sentence, around: Surroundings, block: Block) => void,
): RunReader {
  const tokens = makeTokens();
  const ends: number[] = [];
  let current = newSentence(text.text, tokens, compiled);
  let previous = newSentence(text.text, tokens, compiled);
  const trial = makeTrial(compiled);
  const candidates: Candidates = { own: [], governed: [] };
  const above = makeAbove(text.text, compiled, trial);
  const readings: Reading[] = [];

  const wordsOf = (sentence: Sentence): string => text.text.slice(...spanOf(sentence));

  /** Adds what the rules read of a question with its answer to the readings. */
  const readAnswer = (question: string, answer: Verdict, block: Block): void => {
    const asked = above.headingOf(question);
    const around = surroundingsOfAnswer(answer, block.section.slice(-mostHeadings, -1).map(above.headingOf));
    if (findCandidates(asked, around, compiled, trial, candidates)) readClaims(asked, around, candidates, compiled, readings);
  };

  /** Reads the current sentence, the `s`th of `count`, with the rules. */
  const readRules = (block: Block, s: number, count: number, leads: readonly Sentence[], around: Surroundings): void => {
    readings.length = 0;
    if (!findCandidates(current, around, compiled, trial, candidates)) return;
    grammar(current, compiled);
    around.isFragment = isFragment(current, block, s) || around.leads !== leads;
    if (isRunIn(current, around.isFragment, s, count) && !isOfferedAct(current, leads, compiled)) return;
    readClaims(current, around, candidates, compiled, readings);
  };

  const readRun = (block: Block, index: number, run: Run): void => {
    const { span } = run;
    tokenize(text.text, span[0], span[1], compiled.forms, tokens);
    const count = sentenceEnds(text.text, tokens, span[1], ends);
    const blockLeads = run.isLed ? block.leads.slice(-mostLeads).map(above.leadAt) : [];
    const asked = span[0] === block.span[0] ? questionAbove(text, block, index) : null;
    const headings = [...run.headings];
    // "We may disclose it (1) if the law requires. (2) in response to requests.": what stands before "(1)" leads to "(2)".
    let enumerated: Sentence | null = null;
    let from = 0;
    for (let s = 0; s < count; s++) {
      const to = ends[s] ?? tokens.count;
      fill(current, from, to, compiled);
      const first = firstMark(tokens, from, to, text.text);
      if (first > from) enumerated = standing(text.text, tokens.start[from] ?? 0, tokens.start[first] ?? 0, compiled);
      const leads: readonly Sentence[] = enumerated && isMark(tokens, from) ? [...blockLeads, enumerated] : blockLeads;
      const around: Surroundings = {
        leads,
        headings,
        ...governing(run, leads, headings, above, compiled),
        previous: s > 0 ? previous : null,
        answer: run.answer ?? answerTo(text, current, index) ?? labelledVerdict(wordsOf(current)),
        mayBeFragment: s === 0 || block.kind !== 'paragraph' || leads !== blockLeads,
        isFragment: false,
        denied: run.denied,
        isTitle: count === 1 && isTitle(block, current, leads),
      };
      const isAsked = run.answer === null && endsInQuestion(text.text, tokens, to);
      hearDenial(current, run, around, isAsked, above, compiled);
      readRules(block, s, count, blockLeads, around);
      // "Do you sell my data? No." is asked by the reader.
      if (around.answer !== null && isAsked) {
        const own = wordsOf(current);
        const meant = asMakersQuestion(own);
        if (meant !== own) readAnswer(meant, around.answer, block);
      }
      // The answer to a heading's question states it; a bare "No." leaves that to the sentence behind it.
      if (asked && s === (count > 1 && isBareVerdict(text.text.slice(span[0], tokens.end[(ends[0] ?? 1) - 1])) ? 1 : 0))
        readAnswer(asked.question, asked.answer, block);
      const ruled = surest(readings, concerns);
      onSentence?.(current, around, block, ruledClaims(ruled));
      // A title tells what is told below it, and is no quote.
      const isTitleToRest = s === 0 && count > 1 && isRunInTitle(current, block, count, compiled);
      const said = isTitleToRest ? ruled : weighed(ruled, current, around, block.kind, compiled, concerns);
      if (said.length > 0) found(said, current, around, block);
      if (isTitleToRest) headings.push(above.headingOf(wordsOf(current)));
      [current, previous] = [previous, current];
      from = to;
    }
  };
  return { above, readRun };
}

/** What governs a sentence when it is a fragment. */
function governing(
  { header, title }: Run,
  leads: readonly Sentence[],
  headings: readonly Sentence[],
  { governorOf, acts }: Above,
  compiled: Compiled,
): Pick<Surroundings, 'governor' | 'isHeaded'> {
  if (header) return { governor: governorOf(header), isHeaded: true };
  // The innermost lead that tells of an act governs ("We share it with: those who help us: …"); without a lead the innermost heading that does
  // ("Recordings" below "Information we collect").
  const acting = leads.findLast((lead) => isOpen(governorOf(lead), compiled));
  // A row's first cell is what the others are about, and governs none of them.
  const heading = acting ? undefined : headings.findLast((one) => one !== title && acts(one));
  const lead = heading ? undefined : (acting ?? leads.at(-1));
  const governor = lead ?? heading;
  return { governor: governor ? governorOf(governor) : null, isHeaded: lead === undefined };
}

/** The item has the list's polarity, whoever reads it; what a "No" answers is denied, and what nothing answers is only asked. */
function hearDenial(
  sentence: Sentence,
  { header, answer }: Run,
  around: Surroundings,
  isAsked: boolean,
  { isDeniedBy }: Above,
  compiled: Compiled,
): void {
  if (around.mayBeFragment && (header ? isDeniedBy([], [header]) : isDeniedBy(around.leads, around.headings))) {
    grammar(sentence, compiled);
    if (isGoverned(sentence)) around.denied = 'above';
  }
  if (around.denied === 'above') return;
  if (answer === null && around.answer === 'no') around.denied = 'all';
  else if (around.answer === null && isAsked) around.denied = 'asked';
}

/** Is the only sentence of a block a title by its length and place? */
function isTitle(block: Block, { tokens, from, to }: Sentence, leads: readonly Sentence[]): boolean {
  if (to - from > longestTitleWords) return false;
  return block.kind === 'paragraph' || (block.kind === 'item' && leads.length === 0 && (tokens.form[to - 1] ?? 0) !== punctuation.stop);
}

/** Is the first of `count` sentences a title to the others? */
function isRunInTitle(sentence: Sentence, block: Block, count: number, compiled: Compiled): boolean {
  if (sentence.to > longestRunIn) return false;
  const { parse, from, to } = sentence;
  if (parse.from !== from || parse.to !== to) grammar(sentence, compiled);
  return isRunIn(sentence, isFragment(sentence, block, 0), 0, count);
}

/** The question that the heading right above a block asks, where the block begins with "Yes" or "No". */
function questionAbove(text: PolicyText, block: Block, index: number): { readonly question: string; readonly answer: Verdict } | null {
  const heading = block.section.at(-1);
  if (heading === undefined || !heading.endsWith('?') || text.blocks[index - 1]?.kind !== 'heading') return null;
  const answer = openingVerdict(text.text.slice(block.span[0], block.span[0] + longestOpening));
  return answer === null ? null : { question: asMakersQuestion(heading), answer };
}

/** The answer to a question that is followed by "Yes" or "No", in its block or the next: "Do we sell your data? No." */
function answerTo(text: PolicyText, sentence: Sentence, block: number): Verdict | null {
  const end = sentence.tokens.end[sentence.to - 1] ?? 0;
  if (!endsInQuestion(sentence.text, sentence.tokens, sentence.to)) return null;
  const next = text.text.slice(end, end + 1) === ' ' ? end + 1 : (text.blocks[block + 1]?.span[0] ?? end);
  return openingVerdict(text.text.slice(next, next + longestOpening));
}

/** Where a heading's question stands that is read with its answer. */
const surroundingsOfAnswer = (answer: Verdict, headings: readonly Sentence[]): Surroundings => ({
  leads: [],
  headings,
  governor: null,
  isHeaded: true,
  previous: null,
  answer,
  mayBeFragment: false,
  isFragment: false,
  denied: answer === 'no' ? 'all' : null,
  isTitle: false,
});
