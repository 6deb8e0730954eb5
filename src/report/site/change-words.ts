import type { FindingChange, ReadingComparison } from '../../model/change.ts';

/** How many changes for the worse and for the better: "2 worse, 1 better". */
export function effectsInWords({ effects, text, promises }: ReadingComparison): string {
  const parts = [
    effects.worse === 0 ? null : `${effects.worse} for the worse`,
    effects.better === 0 ? null : `${effects.better} for the better`,
    effects.neutral === 0 ? null : `${effects.neutral} that changes little`.replace(/^(\d\d+|[2-9]) that changes/u, '$1 that change'),
    promises.length === 0 ? null : `${promises.length} ${promises.length === 1 ? 'promise' : 'promises'} gone`,
  ].filter((part) => part !== null);
  if (parts.length > 0) return parts.join(', ');
  return text.isSame ? 'the same words in another form' : 'other words, and nothing we look for';
}

/** What happened to a claim, as a label. */
export const changeWords: Readonly<Record<FindingChange['kind'], string>> = {
  new: 'New',
  gone: 'Gone',
  reworded: 'Said in other words',
  weakened: 'Said less firmly',
  strengthened: 'Said more firmly',
  'stance-flipped': 'The opposite is said now',
};
