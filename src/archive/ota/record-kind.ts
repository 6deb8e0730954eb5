import type { Lane } from '../../model/archive.ts';

/**
 * What a commit of an Open Terms Archive repository records, by how its subject begins. Both vocabularies: "Start tracking", "Update" and "Refilter" until 2023, "First
 * record of", "Record new changes of", "Apply technical or declaration upgrade on" and "Refilter" after. Source: their engine, src/archivist/recorder/repositories/git/dataMapper.js
 * (COMMIT_MESSAGE_PREFIXES and DEPRECATED_COMMIT_MESSAGE_PREFIXES), and the subjects of the sample history.
 */
const kinds: readonly (readonly [RegExp, Lane])[] = [
  [/^(?:First record of|Start tracking)\b/u, 'first'],
  [/^(?:Record new changes of|Update)\b/u, 'change'],
  [/^(?:Apply technical or declaration upgrade on|Apply technical upgrade on|Refilter)\b/u, 'technical'],
];

/** Undefined for commits that record no document: licences, READMEs, merges. */
export function recordKind(subject: string): Lane | undefined {
  return kinds.find(([pattern]) => pattern.test(subject))?.[1];
}
