import type { Reading, ReadingComparison } from '../model/change.ts';
import { compareFindings, lostPromises } from './compare-findings.ts';
import { compareTexts } from './compare-texts.ts';
import { makeTextMemory, type TextMemory } from './text-memory.ts';

/** Two readings of one policy compared: the words, what the rules found in them, and the promises that disappeared. Pure. */
export function compareReadings(before: Reading, after: Reading, memory: TextMemory = makeTextMemory()): ReadingComparison {
  const text = compareTexts(before.text, after.text, memory);
  const findings = compareFindings(before, after, text);
  const effects = { worse: 0, better: 0, neutral: 0 };
  for (const { effect } of findings) effects[effect] += 1;
  return { text, findings, promises: lostPromises(before, after), effects };
}
