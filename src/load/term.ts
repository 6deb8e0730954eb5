/** What is wrong with a term, and what to do; undefined where nothing is. */
export type TermFault = string | undefined;

const lexiconName = /^<([a-z][a-z0-9-]*)>$/u;

/** The lexicon that a term names, if it names one. */
export function lexiconOf(term: string): string | undefined {
  return lexiconName.exec(term)?.[1];
}

/** Letters, digits, apostrophe, hyphen, & and the full stops of an abbreviation ("u.s"). */
const word = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}'’&-]|\.(?=\p{L}))*$/u;

/** Most phrases that one term may stand for: alternatives and optional words multiply, and each is a path in the engine's tree of terms. */
const mostPhrases = 500;

/**
 * Checks the spelling of a term: words; `=word` exactly; `a/b` either; `(word)` optional; `..` up to four other words; `#` a number;
 * `<name>` a lexicon, which stands alone and only in rules.
 */
export function termFault(term: string, where: 'rule' | 'lexicon'): TermFault {
  if (term.includes('<') || term.includes('>')) {
    if (where === 'lexicon') return 'a lexicon cannot name another among its terms. List it under "includes", without < and >.';
    if (lexiconName.test(term)) return undefined;
    return /^\s*<.*>\s*$/u.test(term) && !/[<>].*[<>].*[<>]/u.test(term)
      ? 'the name of a lexicon is written <name>, in small letters, digits and hyphens.'
      : 'a lexicon stands alone. Write its <name> as a term of its own.';
  }
  const parts = term.trim().split(/\s+/u);
  if (parts[0] === '') return 'a term needs a word.';
  let phrases = 1;
  let hasWord = false;
  let afterGap = false;
  for (const part of parts) {
    if (part === '..') {
      if (!hasWord) return '".." stands between two words, not first (an optional word may be missing).';
      if (afterGap) return '".." stands for up to four words. Write it once.';
      afterGap = true;
      continue;
    }
    const isOptional = part.startsWith('(') && part.endsWith(')') && part.length > 1;
    const fault = choicesFault(isOptional ? part.slice(1, -1) : part);
    if (fault !== undefined) return fault;
    const choices = part.split('/').length;
    phrases *= isOptional ? choices + 1 : choices;
    if (phrases > mostPhrases) return `it stands for more than ${mostPhrases} phrases. Split it into several terms.`;
    if (isOptional) continue;
    hasWord = true;
    afterGap = false;
  }
  if (afterGap) return '".." stands between two words, not last (an optional word may be missing).';
  return hasWord ? undefined : 'all its words are optional. One must not be.';
}

function choicesFault(part: string): TermFault {
  if (part === '') return 'the brackets are empty. Write (word) for a word that may be missing.';
  for (const choice of part.split('/')) {
    if (choice === '') return 'a word is missing beside "/". Write a/b for either word.';
    if (/[()]/u.test(choice)) return 'brackets hold one word: (word), or (a/b) for either. Several optional words are (one) (two).';
    if (choice === '#') continue;
    if (choice.includes('#')) return '"#" is a number and stands alone.';
    const bare = choice.startsWith('=') ? choice.slice(1) : choice;
    if (bare === '') return 'a word is missing after "=". Write =word for that form only.';
    if (bare.includes('=')) return '"=" stands before a word: =word is that form only.';
    if (/^\.+|\.\.+/u.test(bare)) return '".." stands for up to four other words and stands alone, with a blank on either side.';
    if (/[[\]]/u.test(bare)) return 'a word that may be missing is written (word), not [word].';
    const odd = /[^\p{L}\p{M}\p{N}'’&.-]/u.exec(bare)?.[0];
    if (odd !== undefined)
      return `${oddCharacter(odd)} cannot stand in a term. Terms are words; a policy's punctuation is not part of them.`;
    if (!word.test(bare))
      return `"${bare}" is not a word. Words begin with a letter or digit; full stops only stand inside an abbreviation, such as u.s`;
  }
  return undefined;
}

function oddCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const isVisible = /[\p{P}\p{S}]/u.test(character);
  return isVisible ? `"${character}"` : `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
