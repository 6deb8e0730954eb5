// What the benches give the engine and what they hold it against: rules cut up or multiplied, and rules as regular expressions.

const parts = new Set([
  'does',
  'says',
  'can',
  'what',
  'by',
  'to',
  'from',
  'for',
  'with',
  'and-with',
  'near',
  'under',
  'not',
  'not-here',
  'not-what',
  'not-by',
  'not-to',
  'not-from',
  'not-for',
  'not-under',
]);
const anchors = new Set(['does', 'says', 'can']);
const mustMeet = ['what', 'by', 'to', 'from', 'for', 'with', 'and-with'];

/** A rule set of so many rules with one claim each, taken evenly from all claims; repeated with other words where there are too few. */
export function claimsAsRules(set, count) {
  const all = set.rules.flatMap((rule) =>
    rule.claims.map((claim, index) => ({ ...rule, id: `${rule.id}-${index}`, claims: [claim], 'yields-to': [] })),
  );
  const rules = Array.from(
    { length: Math.min(count, all.length) },
    (_, k) => all[Math.floor((k * all.length) / Math.min(count, all.length))],
  );
  for (let k = 0; rules.length < count; k++) {
    const rule = all[k % all.length];
    rules.push({
      ...rule,
      id: `${rule.id}-again-${k}`,
      claims: rule.claims.map((claim) => mapTerms(claim, (term) => (isName(term) ? term : madeUp(term, k)))),
    });
  }
  return { ...set, rules };
}

const isName = (term) => term.startsWith('<');

/** The same term in words that no text has: `(our) voice/speech data` → `(ourzqa) voicezqa/speechzqa datazqa`. */
const madeUp = (term, copy) => term.replaceAll(/[a-z]+/giu, (word) => `${word}zq${String.fromCharCode(97 + (copy % 26))}`);

const mapTerms = (claim, change) =>
  Object.fromEntries(Object.entries(claim).map(([name, value]) => [name, parts.has(name) ? value.map(change) : value]));

/** So many further copies of all rules; what they name are lexicons of one made-up word each. */
export function withMadeUpRules(set, copies) {
  const numbers = Array.from({ length: copies }, (_, copy) => copy);
  const lexicons = numbers.flatMap((copy) =>
    set.lexicons.map(({ name, about }) => ({ name: `${name}~${copy}`, about, terms: [madeUp(name.replaceAll('-', ' '), copy)] })),
  );
  const rules = numbers.flatMap((copy) =>
    set.rules.map((rule) => ({
      ...rule,
      id: `${rule.id}-${copy}`,
      claims: rule.claims.map((claim) => mapTerms(claim, (term) => (isName(term) ? `${term.slice(0, -1)}~${copy}>` : madeUp(term, copy)))),
    })),
  );
  return { ...set, rules: [...set.rules, ...rules], lexicons: [...set.lexicons, ...lexicons] };
}

/** So many further copies of every lexicon, each term in made-up words. */
export function withMadeUpLexicons(set, copies) {
  const further = Array.from({ length: copies }, (_, copy) =>
    set.lexicons.map((file) => ({
      name: `${file.name}~${copy}`,
      about: file.about,
      terms: file.terms.map((term) => madeUp(term, copy)),
      except: (file.except ?? []).map((term) => madeUp(term, copy)),
      includes: (file.includes ?? []).map((name) => `${name}~${copy}`),
    })),
  );
  return { ...set, lexicons: [...set.lexicons, ...further.flat()] };
}

/** One regular expression for each rule, to be tried at each sentence: an anchor's term and a term of every part must stand in it. */
export function sentencePatterns(set) {
  const byName = new Map(set.lexicons.map((file) => [file.name, file]));
  const termsOf = (name) => {
    const file = byName.get(name);
    return file === undefined ? [] : [...file.terms, ...(file.includes ?? []).flatMap(termsOf)];
  };
  const oneOf = (terms) => {
    const written = terms.flatMap((term) => (isName(term) ? termsOf(term.slice(1, -1)) : [term])).map(patternOf);
    return `(?=.*\\b(?:${[...new Set(written)].join('|')}))`;
  };
  const claimOf = (claim) =>
    [...anchors, ...mustMeet]
      .filter((part) => claim[part] !== undefined)
      .map((part) => oneOf(claim[part]))
      .join('');
  return set.rules.map((rule) => new RegExp(`^(?:${rule.claims.map(claimOf).join('|')})`, 'iu'));
}

/** A term as a pattern: words by their first letters (a poor man's stem), exact words to their end, `..` as up to four words. */
function patternOf(term) {
  let pattern = '';
  for (const word of term.trim().split(/\s+/u)) {
    const isOptional = /^\(.*\)$/u.test(word);
    const bare = isOptional ? word.slice(1, -1) : word;
    const one = bare === '..' ? '(?:\\w+\\W+){0,4}' : `(?:${bare.split('/').filter(Boolean).map(wordPattern).join('|')})\\W*`;
    pattern += isOptional ? `(?:${one})?` : one;
  }
  return pattern;
}

function wordPattern(word) {
  if (word === '#') return '\\d+';
  const escaped = (text) => text.replaceAll(/[^\w\s]/gu, (sign) => (sign === '-' ? '\\W?' : `\\u{${sign.codePointAt(0).toString(16)}}`));
  if (word.startsWith('=')) return `${escaped(word.slice(1))}\\b`;
  return word.length > 4 ? `${escaped(word.replace(/(?:ing|ed|es|s|e|y)$/u, ''))}\\w*` : `${escaped(word)}s?\\b`;
}
