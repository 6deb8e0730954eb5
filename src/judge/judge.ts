import type { Failure } from '../model/failure.ts';
import type { PolicyText } from '../model/text.ts';

/**
 * Fewest words of a policy. The shortest of 729 archived policies has 183 (2026-11-22), but a person may scan a paragraph that somebody
 * sent them; an "Access denied" has fewer than 40.
 */
const fewestWords = 40;

/** The language whose grammar the rules are written for, as a BCP 47 primary subtag. */
const readLanguage = 'en';

/** What came back, when it is not a policy that can be assessed; undefined when it is one. */
export function judge({ words, language }: Pick<PolicyText, 'words' | 'language'>): Failure | undefined {
  if (words === 0) return { kind: 'empty', detail: 'there is no text in it' };
  if (language !== undefined && language.split('-')[0]?.toLowerCase() !== readLanguage) {
    return { kind: 'language', detail: `the text is in another language than English (${language})`, language };
  }
  if (words < fewestWords) return { kind: 'empty', detail: `it has ${words} ${words === 1 ? 'word' : 'words'}, too few for a policy` };
  return undefined;
}
