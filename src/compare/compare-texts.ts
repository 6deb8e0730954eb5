import type { Passage, TextChange, TextComparison } from '../model/change.ts';
import type { PolicyText } from '../model/text.ts';
import { align, type Keys } from './align.ts';
import { wordCount } from './fold-words.ts';
import { pairElsewhere, pairInPlace } from './pair-sentences.ts';
import { keyed, type KeyedText, listOf, makeTextMemory, type TextMemory, type Unit, unitsOf } from './text-memory.ts';
import type { WordList } from './similarity.ts';
import { wordParts } from './word-parts.ts';

/**
 * What changed between two texts of one policy. Blocks are aligned first, then the sentences of what lies between; a passage that stands
 * elsewhere in the same words has moved, and one with at least half of its words was reworded. Texts are the same while their words are
 * (`foldWords`). Pure, and bounded for any input.
 */
export function compareTexts(before: PolicyText, after: PolicyText, memory: TextMemory = makeTextMemory()): TextComparison {
  return compareKeyed(keyed(before, memory), keyed(after, memory), memory);
}

/** The same of texts whose words are known already, as in a history, where each is compared with the one before and the one behind it. */
export function compareKeyed(before: KeyedText, after: KeyedText, memory: TextMemory): TextComparison {
  let others = memory.compared.get(before.text);
  if (others === undefined) memory.compared.set(before.text, (others = new WeakMap()));
  let known = others.get(after.text);
  if (known === undefined) others.set(after.text, (known = comparedAnew(before, after, memory)));
  return known;
}

function comparedAnew(before: KeyedText, after: KeyedText, memory: TextMemory): TextComparison {
  const stretches = unmatched(before, after, memory);
  settleMoves(stretches);
  settleRewordings(stretches, memory);
  return comparisonOf(stretches, before.text, after.text, memory);
}

/** A sentence that the other text does not have in this place, and what became of it. */
interface Loose extends Unit {
  /** Which stretch it is of, and its place there. */
  readonly stretch: number;
  readonly place: number;
  /** The sentence it moved to or was reworded into (of a new one: from). */
  partner: Loose | null;
  fate: 'alone' | 'moved' | 'reworded';
}

/** What stands between two places that are the same in both texts. */
interface Stretch {
  readonly removed: readonly Loose[];
  readonly added: readonly Loose[];
}

function unmatched(before: KeyedText, after: KeyedText, memory: TextMemory): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const [aFrom, aTo, bFrom, bTo] of gaps(before.keys, after.keys)) {
    const a = unitsOf(before, aFrom, aTo, memory);
    const b = unitsOf(after, bFrom, bTo, memory);
    for (const [from, to, start, end] of gaps(keysOf(a), keysOf(b))) {
      const loose = (unit: Unit, place: number): Loose => ({
        key: unit.key,
        block: unit.block,
        span: unit.span,
        stretch: stretches.length,
        place,
        partner: null,
        fate: 'alone',
      });
      const stretch = { removed: a.slice(from, to).map(loose), added: b.slice(start, end).map(loose) };
      // The same words cut into other sentences or blocks: a list that became a paragraph.
      if (joined(stretch.removed, memory) !== joined(stretch.added, memory)) stretches.push(stretch);
    }
  }
  return stretches;
}

const joined = (units: readonly Unit[], { words }: TextMemory): string => units.map(({ key }) => words[key] ?? '').join(' ');

const keysOf = (units: readonly Unit[]): Keys => units.map(({ key }) => key);

/** What lies between the matches of two sequences, as half-open ranges; empty ones are left out. */
function gaps(a: Keys, b: Keys): readonly (readonly [number, number, number, number])[] {
  const found: [number, number, number, number][] = [];
  const partners = align(a, b);
  let [aFrom, bFrom] = [0, 0];
  for (let i = 0; i <= a.length; i++) {
    const j = i < a.length ? (partners[i] ?? -1) : b.length;
    if (j < 0) continue;
    if (i > aFrom || j > bFrom) found.push([aFrom, i, bFrom, j]);
    aFrom = i + 1;
    bFrom = j + 1;
  }
  return found;
}

/** What is gone here and new there in the same words has moved. */
function settleMoves(stretches: readonly Stretch[]): void {
  const gone = new Map<number, Loose[]>();
  for (const { removed } of stretches)
    for (const unit of removed) {
      const others = gone.get(unit.key);
      if (others === undefined) gone.set(unit.key, [unit]);
      else others.push(unit);
    }
  // Each list is used up from its front; shifting long ones would be quadratic.
  const used = new Map<number, number>();
  for (const { added } of stretches)
    for (const unit of added) {
      const next = used.get(unit.key) ?? 0;
      const partner = gone.get(unit.key)?.[next];
      if (partner === undefined) continue;
      used.set(unit.key, next + 1);
      join(partner, unit, 'moved');
    }
}

function join(before: Loose, after: Loose, fate: 'moved' | 'reworded'): void {
  before.partner = after;
  after.partner = before;
  before.fate = fate;
  after.fate = fate;
}

const isAlone = ({ fate }: Loose): boolean => fate === 'alone';

function settleRewordings(stretches: readonly Stretch[], memory: TextMemory): void {
  const settle = (pair: typeof pairInPlace, removed: readonly Loose[], added: readonly Loose[]): void => {
    const wordsOf = (units: readonly Loose[]): readonly WordList[] => units.map(({ key }) => listOf(key, memory));
    for (const [i, j] of pair(wordsOf(removed), wordsOf(added))) {
      const [before, after] = [removed[i], added[j]];
      if (before && after) join(before, after, 'reworded');
    }
  };
  for (const { removed, added } of stretches) settle(pairInPlace, removed.filter(isAlone), added.filter(isAlone));
  const [removed, added] = [stretches.flatMap((it) => it.removed).filter(isAlone), stretches.flatMap((it) => it.added).filter(isAlone)];
  if (removed.length > 0 && added.length > 0) settle(pairElsewhere, removed, added);
}

function comparisonOf(stretches: readonly Stretch[], before: PolicyText, after: PolicyText, memory: TextMemory): TextComparison {
  const changes: TextChange[] = [];
  for (const stretch of stretches) writeChanges(stretch, before, after, memory, changes);
  const counts = { added: 0, removed: 0, reworded: 0, moved: 0 };
  const wordsOf = (units: readonly Loose[]): number =>
    units.reduce((sum, unit) => sum + (isAlone(unit) ? listOf(unit.key, memory).words.length : 0), 0);
  const words = { added: 0, removed: 0 };
  for (const { added, removed } of stretches) {
    words.added += wordsOf(added);
    words.removed += wordsOf(removed);
  }
  for (const change of changes) {
    counts[change.kind] += 1;
    if (change.kind === 'reworded') for (const { kind, text } of change.words) if (kind !== 'same') words[kind] += wordCount(text);
  }
  return { changes, isSame: counts.added + counts.removed + counts.reworded === 0, counts, words };
}

/** The changes of one stretch in reading order: what is gone stands before the first sentence behind it that stayed in some form. */
function writeChanges({ removed, added }: Stretch, before: PolicyText, after: PolicyText, memory: TextMemory, changes: TextChange[]): void {
  const stays = placesThatStay(added, removed.length);
  let written = 0;
  const writeGone = (to: number): void => {
    for (const passage of passages(removed.slice(written, to).filter(isAlone), before)) changes.push({ kind: 'removed', before: passage });
    written = Math.max(written, to);
  };
  for (let j = 0; j < added.length;) {
    const unit = added[j];
    if (unit === undefined) break;
    writeGone(stays[j] ?? removed.length);
    let end = j + 1;
    if (unit.partner === null) {
      while (end < added.length && added[end]?.partner === null) end++;
      for (const passage of passages(added.slice(j, end), after)) changes.push({ kind: 'added', after: passage });
      j = end;
      continue;
    }
    // Neighbours that moved together are one passage.
    while (unit.fate === 'moved' && followsOn(added[end - 1], added[end])) end++;
    const last = added[end - 1] ?? unit;
    const [was, is] = [passageOf(unit.partner, last.partner ?? unit.partner, before), passageOf(unit, last, after)];
    if (unit.fate === 'moved') changes.push({ kind: 'moved', before: was, after: is });
    else changes.push({ kind: 'reworded', before: was, after: is, words: wordParts(was.quote, is.quote, memory.writtenIds) });
    j = end;
  }
  writeGone(removed.length);
}

/** For each new sentence the place, in the same stretch, of the first old sentence that it or one behind it came from; `end` where there is none. */
function placesThatStay(added: readonly Loose[], end: number): readonly number[] {
  const places: number[] = [];
  let place = end;
  for (let j = added.length - 1; j >= 0; j--) {
    const unit = added[j];
    if (unit?.partner?.stretch === unit?.stretch) place = unit?.partner?.place ?? place;
    places[j] = place;
  }
  return places;
}

/** Whether two sentences that moved are neighbours in one block in both texts. */
function followsOn(unit: Loose | undefined, next: Loose | undefined): boolean {
  if (!unit?.partner || next?.fate !== 'moved' || !next.partner) return false;
  return isNext(unit, next) && isNext(unit.partner, next.partner);
}

const isNext = (unit: Unit, next: Unit): boolean =>
  unit.block === next.block && next.span[0] > unit.span[0] && next.span[0] - unit.span[1] <= 1;

function passages(units: readonly Loose[], text: PolicyText): readonly Passage[] {
  const found: Passage[] = [];
  for (let k = 0; k < units.length;) {
    const first = units[k];
    let last = first;
    let end = k + 1;
    for (let next = units[end]; last && next && isNext(last, next); next = units[end]) {
      last = next;
      end++;
    }
    if (first && last) found.push(passageOf(first, last, text));
    k = end;
  }
  return found;
}

function passageOf(first: Unit, last: Unit, { text, blocks }: PolicyText): Passage {
  const span = [first.span[0], last.span[1]] as const;
  const { kind, section } = blocks[first.block] ?? { kind: 'paragraph' as const, section: [] };
  return { quote: text.slice(...span), span, block: kind, section };
}
