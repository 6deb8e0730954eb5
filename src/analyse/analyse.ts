import type { Concern, Confidence } from '../model/finding.ts';
import type { Block, PolicyText, Span } from '../model/text.ts';
import type { Sentence } from './sentence.ts';
import { type Candidates, findCandidates, isOpen, makeTrial } from './candidates.ts';
import type { ClaimName } from './classifier/claim-name.ts';
import type { Compiled } from './compile.ts';
import { isGoverned } from './denied.ts';
import {
  asMakersQuestion,
  columnOf,
  isAboutManner,
  isBareVerdict,
  isDescribing,
  labelledVerdict,
  longestOpening,
  openingVerdict,
  type Verdict,
  verdictOf,
} from './english/answers.ts';
import { endsInQuestion } from './english/parse.ts';
import { groupNames, makerNames, strangerNames } from './english/names.ts';
import { sentenceEnds } from './english/sentences.ts';
import { makeQuoteWords } from './finding-id.ts';
import { punctuation } from './forms.ts';
import { firstMark, isFragment, isMark, isOfferedAct, isRunIn, longestRunIn } from './fragments.ts';
import { type Reading, readClaims } from './match.ts';
import { type Memory, memoryKeys } from './memory.ts';
import { ruledClaims, surest, weighed } from './said.ts';
import { fill, grammar, makeAbove, newSentence, standing } from './standing.ts';
import type { Denied, Surroundings } from './surroundings.ts';
import { makeTokens, tokenize } from './tokens.ts';
import { type AnalysedFinding, collect, keepSurest, recalled, spanOf } from './write-findings.ts';

/** Which part of the rules to read for. */
export interface AnalyseOptions {
  readonly concerns?: readonly Concern[];
  /** What paragraphs read before had in them; read from and added to. For texts read with one compiled rule set. */
  readonly memory?: Memory;
  /** Told of every sentence where it stands, with what the rules read in it: how the sentence classifier is trained. */
  readonly onSentence?: (sentence: Sentence, around: Surroundings, block: Block, ruled: ReadonlyMap<ClaimName, Confidence>) => void;
}

/** Lists within lists, and headings above each other, at most: the outermost of more are not heard. HTML has six levels of headings. */
const mostLeads = 16;

/** Cells of a row that answer for others at most: each is read with all that it answers for. Tables of policies have up to a dozen columns. */
const mostAnswers = 16;

/** Reads a policy with a compiled rule set: every claim, in the order of the text. Pure; linear in the text. */
export function analyse(text: PolicyText, compiled: Compiled, options: AnalyseOptions = {}): AnalysedFinding[] {
  const names = makerNames(text);
  const takeBack = compiled.lexicon.lend([
    { lexicons: ['maker'], terms: names, isAlone: true },
    { lexicons: ['affiliate', 'others'], terms: groupNames(names), isAlone: false },
    { lexicons: ['others'], terms: strangerNames(names), isAlone: true },
  ]);
  try {
    return read(text, names, compiled, options);
  } finally {
    takeBack();
  }
}

function read(text: PolicyText, names: readonly string[], compiled: Compiled, options: AnalyseOptions): AnalysedFinding[] {
  const tokens = makeTokens();
  const ends: number[] = [];
  let current = newSentence(text.text, tokens, compiled);
  let previous = newSentence(text.text, tokens, compiled);
  const trial = makeTrial(compiled);
  const candidates: Candidates = { own: [], governed: [] };
  const { leadAt, headingOf, governorOf, acts, isDeniedBy } = makeAbove(text.text, compiled, trial);
  const readings: Reading[] = [];
  const findings: AnalysedFinding[] = [];
  const seen = new Map<string, number>();
  const words = makeQuoteWords();
  /** Reads one run of sentences: a block, or one cell of a row. */
  const readStretch = (
    block: Block,
    index: number,
    span: Span,
    context: readonly Sentence[],
    header: Sentence | undefined,
    answer: Verdict | null,
    isLed: boolean,
    denied: Denied | null,
    title?: Sentence,
  ): void => {
    tokenize(text.text, span[0], span[1], compiled.forms, tokens);
    const count = sentenceEnds(text.text, tokens, span[1], ends);
    const blockLeads = isLed ? block.leads.slice(-mostLeads).map(leadAt) : [];
    const asked = span[0] === block.span[0] ? questionAbove(block, index) : null;
    const blockHeadings = [...context];
    // "We may disclose it (1) if the law requires. (2) in response to requests.": what stands before "(1)" leads to "(2)".
    let enumerated: Sentence | null = null;
    let from = 0;
    for (let s = 0; s < count; s++) {
      const to = ends[s] ?? tokens.count;
      fill(current, from, to, compiled);
      const first = firstMark(tokens, from, to, text.text);
      if (first > from) enumerated = standing(text.text, tokens.start[from] ?? 0, tokens.start[first] ?? 0, compiled);
      const leadsHere: readonly Sentence[] = enumerated && isMark(tokens, from) ? [...blockLeads, enumerated] : blockLeads;
      // The innermost lead that tells of an act governs ("We share it with: those who help us: …"); without a lead the innermost
      // heading that does ("Recordings" below "Information we collect").
      const acting = header ? undefined : leadsHere.findLast((above) => isOpen(governorOf(above), compiled));
      // A row's first cell is what the others are about, and governs none of them.
      const heading = acting ? undefined : blockHeadings.findLast((above) => above !== title && acts(above));
      const lead = header || heading ? acting : (acting ?? leadsHere.at(-1));
      const governing = header ?? lead ?? heading;
      const around: Surroundings = {
        leads: leadsHere,
        headings: blockHeadings,
        governor: governing ? governorOf(governing) : null,
        isHeaded: lead === undefined,
        previous: s > 0 ? previous : null,
        answer: answer ?? answerTo(text, current, index) ?? labelledVerdict(text.text.slice(...spanOf(current))),
        mayBeFragment: s === 0 || block.kind !== 'paragraph' || leadsHere !== blockLeads,
        isFragment: false,
        denied,
        isTitle:
          count === 1 &&
          to - from <= longestTitleWords &&
          (block.kind === 'paragraph' ||
            (block.kind === 'item' && leadsHere.length === 0 && (tokens.form[to - 1] ?? 0) !== punctuation.stop)),
      };
      // The item has the list's polarity, whoever reads it.
      if (around.mayBeFragment && (header ? isDeniedBy([], [header]) && header === governing : isDeniedBy(leadsHere, blockHeadings))) {
        grammar(current, compiled);
        if (isGoverned(current)) around.denied = 'above';
      }
      const isAsked = answer === null && endsInQuestion(text.text, tokens, to);
      if (around.denied !== 'above' && answer === null && around.answer === 'no') around.denied = 'all';
      else if (around.denied !== 'above' && around.answer === null && isAsked) around.denied = 'asked';
      readings.length = 0;
      if (findCandidates(current, around, compiled, trial, candidates)) {
        grammar(current, compiled);
        around.isFragment = isFragment(current, block, s) || leadsHere !== blockLeads;
        if (!isRunIn(current, around.isFragment, s, count) || isOfferedAct(current, blockLeads, compiled))
          readClaims(current, around, candidates, compiled, readings);
      }
      // "Do you sell my data? No." is asked by the reader.
      if (around.answer !== null && isAsked) {
        const own = text.text.slice(...spanOf(current));
        const meant = asMakersQuestion(own);
        if (meant !== own) readAnswer(headingOf(meant), around.answer, block);
      }
      // The answer to a heading's question states it; a bare "No." leaves that to the sentence behind it.
      if (asked && s === (count > 1 && isBareVerdict(text.text.slice(span[0], tokens.end[(ends[0] ?? 1) - 1])) ? 1 : 0))
        readAnswer(asked.question, asked.answer, block);
      const ruled = surest(readings, options.concerns);
      options.onSentence?.(current, around, block, ruledClaims(ruled));
      let isTitleToRest = false;
      if (s === 0 && count > 1 && to <= longestRunIn) {
        if (current.parse.from !== current.from || current.parse.to !== current.to) grammar(current, compiled);
        isTitleToRest = isRunIn(current, isFragment(current, block, 0), 0, count);
      }
      // A title tells what is told below it, and is no quote.
      const said = isTitleToRest ? ruled : weighed(ruled, current, around, block.kind, compiled, options.concerns);
      if (said.length > 0) collect(said, current, around, block, text, compiled, seen, words, findings);
      if (isTitleToRest) blockHeadings.push(headingOf(text.text.slice(...spanOf(current))));
      [current, previous] = [previous, current];
      from = to;
    }
  };
  /** The question that the heading right above a block asks, where the block begins with "Yes" or "No". */
  const questionAbove = (block: Block, index: number): { readonly question: Sentence; readonly answer: Verdict } | null => {
    const heading = block.section.at(-1);
    if (heading === undefined || !heading.endsWith('?') || text.blocks[index - 1]?.kind !== 'heading') return null;
    const answer = openingVerdict(text.text.slice(block.span[0], block.span[0] + longestOpening));
    return answer === null ? null : { question: headingOf(asMakersQuestion(heading)), answer };
  };
  /** Reads a heading's question with its answer, into `readings`. */
  const readAnswer = (question: Sentence, answer: Verdict, block: Block): void => {
    const around: Surroundings = {
      leads: [],
      headings: block.section.slice(-mostLeads, -1).map(headingOf),
      governor: null,
      isHeaded: true,
      previous: null,
      answer,
      mayBeFragment: false,
      isFragment: false,
      denied: answer === 'no' ? 'all' : null,
      isTitle: false,
    };
    if (findCandidates(question, around, compiled, trial, candidates)) readClaims(question, around, candidates, compiled, readings);
  };
  const wordsOf = (span: Span): string => text.text.slice(span[0], span[1]);
  const readBlock = (block: Block, index: number): void => {
    const headingsHere = block.section.slice(-mostLeads).map(headingOf);
    const cells = block.cells?.filter((cell) => cell.span[1] > cell.span[0]);
    const label = cells?.[0];
    if (!cells || !label) {
      readStretch(block, index, block.span, headingsHere, undefined, null, true, null);
      return;
    }
    // A row: its first cell is a title to the others, each cell's header governs what stands in it, and "Yes" or "No" under a header
    // ("Sold or shared?") answers for the first cell and for those that describe it. What leads to the table leads to these alone.
    const title = headingOf(wordsOf(label.span));
    const isTitle = label.span[1] - label.span[0] <= longestTitle;
    const described = new Set(
      cells.filter((cell) => (cell === label || isDescribing(cell.header)) && verdictOf(wordsOf(cell.span)) === null),
    );
    let answers = mostAnswers;
    const count = findings.length;
    const parts = cells.map((cell) => {
      const header = cell.header === '' ? undefined : headingOf(cell.header);
      const column = columnOf(cell.header);
      const isManner = isAboutManner(cell.header);
      const isActing = header !== undefined && !isManner && acts(header);
      const cellWords = wordsOf(cell.span);
      const isBare = verdictOf(cellWords) !== null;
      const verdict = cell === label ? null : (verdictOf(cellWords) ?? (isActing ? openingVerdict(cellWords) : null));
      return { cell, header, column, isManner, isActing, isBare, verdict };
    });
    // "Collected: No": the row names what is not taken.
    const taken = parts.filter(({ column, verdict }) => verdict !== null && column === 'all');
    const isNotTaken =
      taken.length > 0
        ? taken.every(({ verdict }) => verdict === 'no')
        : parts.length > 1 &&
          parts.slice(1).every(({ column, isManner, isBare, verdict }) => isBare && verdict === 'no' && column === null && !isManner);
    const isAnswered = parts.some(({ isActing, verdict }) => isActing && verdict !== null);
    for (const { cell, header, isManner, isActing, isBare, verdict } of parts) {
      if (verdict !== null && header && !isManner && answers-- > 0) {
        // Of the header as it is read: "Who gets it" announces recipients.
        const denied = isNotTaken ? 'all' : verdict === 'no' ? columnOf(header.text) : null;
        for (const part of described) {
          const above = part === label || !isTitle ? headingsHere : [...headingsHere, title];
          readStretch(block, index, part.span, [...above, header], header, verdict, false, denied, title);
        }
      }
      const isDescribed = described.has(cell);
      // Where "Yes" and "No" say what is done with it, nothing else does.
      if (isBare || (isAnswered && isDescribed)) continue;
      const context = [...headingsHere, ...(cell === label || !isTitle ? [] : [title]), ...(header ? [header] : [])];
      readStretch(
        block,
        index,
        cell.span,
        context,
        isActing ? header : undefined,
        null,
        isDescribed,
        isNotTaken && isDescribed ? 'all' : null,
        title,
      );
    }
    keepSurest(findings, count);
  };
  const { memory } = options;
  const keyOf = memory ? memoryKeys(text, names, options.concerns) : null;
  for (const [index, block] of text.blocks.entries()) {
    if (block.kind === 'heading') continue;
    if (!memory || !keyOf) {
      readBlock(block, index);
      continue;
    }
    const key = keyOf(block, index);
    const known = memory.get(key);
    if (known) {
      for (const finding of known) findings.push(recalled(finding, block, seen, words));
      continue;
    }
    const count = findings.length;
    readBlock(block, index);
    memory.set(
      key,
      findings.slice(count).map((finding) => ({ ...finding, span: [finding.span[0] - block.span[0], finding.span[1] - block.span[0]] })),
    );
  }
  return findings;
}

/** Words of a paragraph at most for it to be a title: "Information we collect from social media and other third parties." */
const longestTitleWords = 14;

/** Characters of a row's first cell at most for it to be a title: "Geolocation data, such as …". Longer ones are text. */
const longestTitle = 160;

/** The answer to a question that is followed by "Yes" or "No", in its block or the next: "Do we sell your data? No." */
function answerTo(text: PolicyText, sentence: Sentence, block: number): Verdict | null {
  const end = sentence.tokens.end[sentence.to - 1] ?? 0;
  if (!endsInQuestion(sentence.text, sentence.tokens, sentence.to)) return null;
  const next = text.text.slice(end, end + 1) === ' ' ? end + 1 : (text.blocks[block + 1]?.span[0] ?? end);
  return openingVerdict(text.text.slice(next, next + longestOpening));
}
