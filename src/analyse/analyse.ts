import type { Concern, Confidence, Finding, Subject } from '../model/finding.ts';
import type { Block, PolicyText, Span } from '../model/text.ts';
import { type Sentence, within } from './act.ts';
import type { Compiled } from './compile.ts';
import { asMakersQuestion, asRead, isBareVerdict, isDescribing, openingVerdict, type Verdict, verdictOf } from './english/answers.ts';
import { has as hasClass, makeParse } from './english/clause.ts';
import { parseSentence } from './english/parse.ts';
import { brings, is } from './english/words.ts';
import { isFirstMark } from './english/phrases.ts';
import { sentenceEnds } from './english/sentences.ts';
import { findingId, makeQuoteWords, type QuoteWords, readQuoteWords } from './finding-id.ts';
import { punctuation } from './forms.ts';
import { type Candidates, findCandidates, isOpen, makeGovernor, makeTrial } from './candidates.ts';
import { conditionsOf, rank, type Reading, readClaims } from './match.ts';
import type { Governor, Surroundings } from './surroundings.ts';
import { holds } from './matches.ts';
import { type Memory, memoryKeys } from './memory.ts';
import { ruledClaims, type Said, surest, weighed } from './said.ts';
import type { ClaimName } from './classifier/claim-name.ts';
import type { Slot } from './tag-sets.ts';
import { groupNames, makerNames, strangerNames } from './english/names.ts';
import { makeTokens, type Tokens, tokenize } from './tokens.ts';

/** A finding before it is known which document of a scan it is from. */
export type AnalysedFinding = Omit<Finding, 'policy' | 'link'>;

/** Which part of the rules to read for. */
export interface AnalyseOptions {
  readonly concerns?: readonly Concern[];
  /** What paragraphs read before had in them; read from and added to. For texts read with one compiled rule set. */
  readonly memory?: Memory;
  /** Told of every sentence where it stands, with what the rules read in it: how the sentence classifier is trained. */
  readonly onSentence?: (sentence: Sentence, around: Surroundings, block: Block, ruled: ReadonlyMap<ClaimName, Confidence>) => void;
}

/** Sentences beyond this many tokens are read as lists of words only: no one writes 2,000 words between two full stops but a machine. */
const longestSentence = 2_000;

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

function newSentence(text: string, tokens: Tokens, compiled: Compiled): Sentence {
  return {
    text,
    tokens,
    matches: compiled.lexicon.makeMatches(),
    parse: makeParse(tokens.start.length),
    from: 0,
    to: 0,
    acts: new Map(),
  };
}

/** Fills a sentence with tokens [from, to): its terms at once, its grammar when `parse` is asked for. */
function fill(sentence: Sentence, from: number, to: number, compiled: Compiled): void {
  sentence.acts.clear();
  // What was parsed last is another sentence's, even where it had the same place in its block.
  sentence.parse.from = -1;
  sentence.from = from;
  sentence.to = Math.min(to, from + longestSentence);
  compiled.lexicon.find(sentence.tokens, sentence.from, sentence.to, sentence.matches);
}

function grammar(sentence: Sentence, compiled: Compiled): void {
  parseSentence(sentence.text, sentence.tokens, sentence.from, sentence.to, compiled.forms, sentence.parse);
}

/** A sentence that stands elsewhere (a lead, a heading), with tokens of its own. */
function standing(text: string, from: number, to: number, compiled: Compiled): Sentence {
  // English has six characters to a word with its blank; what is shorter still makes the table grow.
  const tokens = makeTokens(Math.ceil((to - from) / 4) + 8);
  tokenize(text, from, to, compiled.forms, tokens);
  const sentence = newSentence(text, tokens, compiled);
  fill(sentence, 0, tokens.count, compiled);
  grammar(sentence, compiled);
  return sentence;
}

function read(text: PolicyText, names: readonly string[], compiled: Compiled, options: AnalyseOptions): AnalysedFinding[] {
  const tokens = makeTokens();
  const ends: number[] = [];
  let current = newSentence(text.text, tokens, compiled);
  let previous = newSentence(text.text, tokens, compiled);
  const trial = makeTrial(compiled);
  const candidates: Candidates = { own: [], governed: [] };
  const leads = new Map<number, Sentence>();
  const headings = new Map<string, Sentence>();
  const governors = new Map<Sentence, Governor>();
  const readings: Reading[] = [];
  const findings: AnalysedFinding[] = [];
  const seen = new Map<string, number>();
  const words = makeQuoteWords();
  const leadAt = (span: Span): Sentence => {
    let lead = leads.get(span[0]);
    if (!lead) leads.set(span[0], (lead = standing(text.text, span[0], span[1], compiled)));
    return lead;
  };
  const headingOf = (heading: string): Sentence => {
    let sentence = headings.get(heading);
    if (!sentence) {
      const meant = asRead(heading);
      headings.set(heading, (sentence = standing(meant, 0, meant.length, compiled)));
    }
    return sentence;
  };
  const governorOf = (sentence: Sentence): Governor => {
    let governor = governors.get(sentence);
    if (!governor) governors.set(sentence, (governor = makeGovernor(sentence, compiled, trial)));
    return governor;
  };
  const acts = (sentence: Sentence): boolean => governorOf(sentence).acts && !isParty(sentence, compiled);
  /** Reads one run of sentences: a block, or one cell of a row. */
  const readStretch = (
    block: Block,
    index: number,
    span: Span,
    context: readonly Sentence[],
    header: Sentence | undefined,
    answer: Verdict | null,
    isLed: boolean,
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
        answer: answer ?? answerTo(text, current, index),
        mayBeFragment: s === 0 || block.kind !== 'paragraph' || leadsHere !== blockLeads,
        isFragment: false,
        isTitle:
          count === 1 &&
          to - from <= longestTitleWords &&
          (block.kind === 'paragraph' ||
            (block.kind === 'item' && leadsHere.length === 0 && (tokens.form[to - 1] ?? 0) !== punctuation.stop)),
      };
      readings.length = 0;
      if (findCandidates(current, around, compiled, trial, candidates)) {
        grammar(current, compiled);
        around.isFragment = isFragment(current, block, s) || leadsHere !== blockLeads;
        if (!isRunIn(current, around.isFragment, s, count) || isOfferedAct(current, blockLeads, compiled))
          readClaims(current, around, candidates, compiled, readings);
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
    const answer = openingVerdict(text.text.slice(block.span[0], block.span[0] + 20));
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
      readStretch(block, index, block.span, headingsHere, undefined, null, true);
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
      const isActing = header !== undefined && acts(header);
      const cellWords = wordsOf(cell.span);
      const isBare = verdictOf(cellWords) !== null;
      const verdict = cell === label ? null : (verdictOf(cellWords) ?? (isActing ? openingVerdict(cellWords) : null));
      return { cell, header, isActing, isBare, verdict };
    });
    const isAnswered = parts.some(({ isActing, verdict }) => isActing && verdict !== null);
    for (const { cell, header, isActing, isBare, verdict } of parts) {
      if (verdict !== null && header && answers-- > 0)
        for (const part of described) {
          const above = part === label || !isTitle ? headingsHere : [...headingsHere, title];
          readStretch(block, index, part.span, [...above, header], header, verdict, false, title);
        }
      const isDescribed = described.has(cell);
      // Where "Yes" and "No" say what is done with it, nothing else does.
      if (isBare || (isAnswered && isDescribed)) continue;
      const context = [...headingsHere, ...(cell === label || !isTitle ? [] : [title]), ...(header ? [header] : [])];
      readStretch(block, index, cell.span, context, isActing ? header : undefined, null, isDescribed, title);
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

/** A finding of a paragraph read before, at its place in this text. Ids count repeated sentences, text by text. */
function recalled(finding: AnalysedFinding, block: Block, seen: Map<string, number>, words: QuoteWords): AnalysedFinding {
  readQuoteWords(finding.quote, words);
  const [start] = block.span;
  return {
    ...finding,
    id: findingId(finding.practice, finding.stance, words, seen),
    span: [finding.span[0] + start, finding.span[1] + start],
    section: block.section,
  };
}

/** "Group companies", "Our service providers": a heading that names a party and tells of no act. */
function isParty({ matches, parse, from, to }: Sentence, { grammar: slots }: Compiled): boolean {
  const first = parse.clauses[0];
  return to - from <= longestParty && (!first || first.verb >= first.end) && within(matches, slots.others, from, Math.min(from + 2, to));
}

/** Words of such a heading at most: "Advertising and marketing partners". */
const longestParty = 5;

/** A sentence that begins with "(2)" or "(b)". */
const isMark = (tokens: Tokens, at: number): boolean =>
  (tokens.form[at] ?? 0) === punctuation.open &&
  (tokens.form[at + 2] ?? 0) === punctuation.close &&
  (tokens.end[at + 1] ?? 0) - (tokens.start[at + 1] ?? 0) <= 3;

/** Where "(1)", "(a)" or "(i)" stands in a sentence; -1 when nowhere. */
function firstMark(tokens: Tokens, from: number, to: number, text: string): number {
  for (let i = from; i + 2 < to; i++)
    if (isMark(tokens, i) && isFirstMark(text.slice(tokens.start[i + 1] ?? 0, tokens.end[i + 1] ?? 0))) return i;
  return -1;
}

/** Words of a paragraph at most for it to be a title: "Information we collect from social media and other third parties." */
const longestTitleWords = 14;

/** Characters of a row's first cell at most for it to be a title: "Geolocation data, such as …". Longer ones are text. */
const longestTitle = 160;

/** Of findings from `from` on that say the same of the same sentence (a cell that several headers govern), the surest stays, in the place of the first. */
function keepSurest(findings: AnalysedFinding[], from: number): void {
  const kept = new Map<string, AnalysedFinding>();
  for (const finding of findings.splice(from)) {
    const key = `${finding.practice} ${finding.stance} ${finding.span.join(' ')}`;
    const first = kept.get(key);
    if (!first) kept.set(key, finding);
    else if (rank[finding.confidence] > rank[first.confidence]) kept.set(key, { ...finding, id: first.id });
  }
  findings.push(...kept.values());
}

/** The answer to a question that is followed by "Yes" or "No", in its block or the next: "Do we sell your data? No." */
function answerTo(text: PolicyText, sentence: Sentence, block: number): Verdict | null {
  const end = sentence.tokens.end[sentence.to - 1] ?? 0;
  if (text.text.charCodeAt(end - 1) !== 63) return null;
  const next = text.text.slice(end, end + 1) === ' ' ? end + 1 : (text.blocks[block + 1]?.span[0] ?? end);
  return openingVerdict(text.text.slice(next, next + 20));
}

/** Words of a run-in heading at most: "Information we share with our business partners." */
const longestRunIn = 10;

/** "Location data. We collect …": a title before the block's first sentence claims nothing and is a heading to the rest. */
const isRunIn = (sentence: Sentence, isVerbless: boolean, index: number, count: number): boolean =>
  index === 0 && count > 1 && isVerbless && sentence.to - sentence.from <= longestRunIn;

/** "You have the right to: – Request erasure. This lets you …": what the reader is offered is no title. */
const isOfferedAct = ({ parse, from }: Sentence, leads: readonly Sentence[], { grammar: { 'reader-can': readerCan } }: Compiled): boolean =>
  hasClass(parse.classes[from] ?? 0, is.verb) && leads.some((lead) => holds(lead.matches.all, readerCan));

/** "Anything you post is public": a main clause after the relative one. */
const hasMain = (sentence: Sentence): boolean =>
  sentence.parse.clauses.some((clause) => clause.kind === 'main' && clause.verb < clause.end);

/** "To the police, when we believe it is needed", "providers who help us, and they may keep it": an item that begins with a party of its own, whatever is told behind it. */
function opensWithParty({ parse, tokens, from }: Sentence): boolean {
  const first = parse.clauses[0];
  let at = from;
  while (at < parse.to && isLoose(tokens.form[at] ?? 0)) at++;
  if (!first || first.start <= at) return false;
  if (first.kind === 'relative') return first.headStart <= at;
  return ((parse.marks[at] ?? 0) & brings.recipient) !== 0 && !hasClass(parse.classes[at + 1] ?? 0, is.verb | is.gerund);
}

/** No sentence of its own: no finite verb with a subject in its first clause. */
function isFragment(sentence: Sentence, block: Block, index: number): boolean {
  const first = sentence.parse.clauses[0];
  if (!first || first.verb >= first.end || (first.kind === 'relative' && !hasMain(sentence)))
    return index === 0 || block.kind !== 'paragraph';
  if (index > 0) return false;
  if (block.leads.length > 0 && opensWithParty(sentence)) return true;
  // "to third parties who …", "your voice, which …": still a fragment; so is an item whose lead asks for a clause ("when we …").
  if (first.kind === 'adverbial' || first.kind === 'question') return block.leads.length > 0;
  return false;
}

/** Writes what is said of a sentence as findings. */
function collect(
  said: readonly Said[],
  sentence: Sentence,
  around: Surroundings,
  block: Block,
  text: PolicyText,
  compiled: Compiled,
  seen: Map<string, number>,
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
      id: findingId(rule.id, stance, words, seen),
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

/** Punctuation that a sentence does not begin with. */
const isLoose = (form: number): boolean => form > 0 && form <= punctuation.other && form !== punctuation.open && form !== punctuation.quote;

/** From the first to the last token, with a closing quote or bracket, without the row's cell marks at either end. */
function spanOf(sentence: Sentence): Span {
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
