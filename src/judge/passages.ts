import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';

/** Words of a passage: about half a training text, so that passages of a policy are compared with passages as long as themselves. */
const passageWords = 50;
/** A rest shorter than this joins no passage of its own, unless there is no other. */
const shortestRest = 20;
/** Characters of a document that are looked at: the longest text of the corpus has 299,000 (2026-11-22), and a hostile page may have 20 million. */
const longestText = 400_000;
const tagOrAddress = /<[^<>]{0,300}>|\bhttps?:\/\/\S+|&[a-z]{2,8};/giu;
const stems = new Map<string, string>();

/** The words of a text in lower case, without addresses and what is left of markup. */
function plainWords(text: string): readonly string[] {
  return (
    text
      .slice(0, longestText)
      .toLowerCase()
      .replaceAll(tagOrAddress, ' ')
      .match(/[a-z]+(?:['’][a-z]+)?|\d+/gu) ?? []
  );
}

/** A text cut into passages of `passageWords` words; at most `most` of them, evenly spread. */
export function passages(text: string, most: number): readonly (readonly string[])[] {
  const words = plainWords(text);
  const all: (readonly string[])[] = [];
  for (let at = 0; at < words.length; at += passageWords) {
    const passage = words.slice(at, at + passageWords);
    if (passage.length >= shortestRest || all.length === 0) all.push(passage);
  }
  if (all.length <= most) return all;
  const step = all.length / most;
  return Array.from({ length: most }, (_, index) => all[Math.floor(index * step)] ?? []);
}

/** The distinct stems of a passage; numbers and single letters tell nothing, apart from the status codes of errors. */
export function stemsOf(passage: readonly string[]): readonly string[] {
  const own = new Set<string>();
  for (const word of passage) {
    if (word.length < 2 || (/^\d/u.test(word) && !/^[45]\d\d$/u.test(word))) continue;
    let stem = stems.get(word);
    if (stem === undefined) {
      stem = porter.stem(word.replaceAll(/['’]/gu, ''));
      // A hostile page may hold any number of made-up words.
      if (stems.size < 50_000) stems.set(word, stem);
    }
    own.add(stem);
  }
  return [...own];
}
