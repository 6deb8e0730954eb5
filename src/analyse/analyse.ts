import type { Concern, Confidence } from '../model/finding.ts';
import type { Block, PolicyText } from '../model/text.ts';
import type { Sentence } from './sentence.ts';
import type { ClaimName } from './classifier/claim-name.ts';
import type { Compiled } from './compile.ts';
import { groupNames, makerNames, strangerNames } from './english/names.ts';
import { makeQuoteWords } from './finding-id.ts';
import { type Memory, memoryKeys } from './memory.ts';
import { makeRunReader } from './read-run.ts';
import { runsOf } from './runs.ts';
import type { Surroundings } from './surroundings.ts';
import { type AnalysedFinding, collect, counted, recalled, remembered, surestOfRow } from './write-findings.ts';

/** Which part of the rules to read for. */
export interface AnalyseOptions {
  readonly concerns?: readonly Concern[];
  /** What paragraphs read before had in them; read from and added to. For texts read with one compiled rule set. */
  readonly memory?: Memory;
  /** Told of every sentence where it stands, with what the rules read in it: how the sentence classifier is trained. */
  readonly onSentence?: (sentence: Sentence, around: Surroundings, block: Block, ruled: ReadonlyMap<ClaimName, Confidence>) => void;
}

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
  const words = makeQuoteWords();
  let own: AnalysedFinding[] = [];
  const { above, readRun } = makeRunReader(text, compiled, options, (said, sentence, around, block) =>
    collect(said, sentence, around, block, text, compiled, words, own),
  );
  const readBlock = (block: Block, index: number): readonly AnalysedFinding[] => {
    own = [];
    for (const run of runsOf(block, text.text, above)) readRun(block, index, run);
    return block.kind === 'row' ? surestOfRow(own) : own;
  };
  const { memory } = options;
  const keyOf = memory ? memoryKeys(text, names, options.concerns) : null;
  const recall = (block: Block, index: number): readonly AnalysedFinding[] => {
    if (!memory || !keyOf) return readBlock(block, index);
    const key = keyOf(block, index);
    const known = memory.get(key);
    if (known) return known.map((finding) => recalled(finding, block, text));
    const found = readBlock(block, index);
    memory.set(
      key,
      found.map((finding) => remembered(finding, block)),
    );
    return found;
  };
  const seen = new Map<string, number>();
  return text.blocks.flatMap((block, index) =>
    block.kind === 'heading' ? [] : recall(block, index).map((finding) => counted(finding, seen)),
  );
}
