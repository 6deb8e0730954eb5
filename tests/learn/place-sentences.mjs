// Which labelled units a sentence of the engine is of.
import { wordStream } from '../gold/units.mjs';

/** Fewer words than these stand in many places: they are only looked for near the last one, and say nothing of where they are from. */
export const fewWords = 5;
/** How many words away few words are looked for. */
const nearWords = 400;

/**
 * Finds the units that a sentence's words are of, sentence after sentence: those of which it has half, or which have half of it. Of all places
 * where its words stand it is the nearest to where the sentence before ended; one behind counts as twice as far.
 */
export function placer(policyUnits) {
  const { parts, unitsAt } = wordStream(policyUnits);
  const places = new Map();
  for (const [place, word] of parts.entries()) {
    if (!places.has(word)) places.set(word, []);
    places.get(word).push(place);
  }
  let next = 0;
  return (wanted, isRow) => {
    let start = null;
    let least = wanted.length < fewWords ? nearWords : Number.POSITIVE_INFINITY;
    for (const place of places.get(wanted[0]) ?? []) {
      const distance = place >= next ? place - next : 2 * (next - place);
      if (distance < least && wanted.every((word, k) => parts[place + k] === word)) [start, least] = [place, distance];
    }
    if (start === null) return [];
    // The cells of a row are read once for each of its headers.
    next = isRow ? Math.max(next, start) : start + wanted.length;
    return unitsAt(start, wanted.length);
  };
}
