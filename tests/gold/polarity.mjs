// Passages written to be hard to tell apart, denial from admission (tests/gold/polarity/*.jsonl): how often each is shown for the other. A line: `markdown`, the practices
// that it `denies` and `does` by GUIDELINES.md (controls left out), and `either` where a careful reader could argue. `plain-a` and `plain-b` are worded as policies usually are, and the first was not tuned to; the
// others are riddles, by theme, and were.
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linesOf } from './units.mjs';

const folder = fileURLToPath(new URL('polarity/', import.meta.url));

/**
 * For each file `{ name, passages, told, found, flips }`: how many practices its passages deny and admit (`told`), how many of those were found (`found`), and how many
 * findings say the opposite of what is told (`flips`, by the stance that is shown and its confidence). `read(markdown)` gives findings.
 */
export function measurePolarity(read) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .toSorted()
    .map((file) => {
      const passages = linesOf(`${folder}${file}`);
      const told = { denies: 0, does: 0 };
      const found = { denies: 0, does: 0 };
      const flips = { denies: { high: 0, medium: 0, low: 0 }, does: { high: 0, medium: 0, low: 0 } };
      for (const passage of passages) {
        const isOpen = (practice) => practice.startsWith('control/') || (passage.either ?? []).includes(practice);
        const findings = read(passage.markdown).filter(({ practice }) => !isOpen(practice));
        for (const [stance, other] of [
          ['denies', 'does'],
          ['does', 'denies'],
        ]) {
          const own = passage[stance].filter((practice) => !isOpen(practice));
          const shown = findings.filter((one) => one.stance === stance);
          told[stance] += own.length;
          found[stance] += own.filter((practice) => shown.some((one) => one.practice === practice)).length;
          for (const { practice, confidence } of shown)
            if (!own.includes(practice) && passage[other].includes(practice)) flips[stance][confidence]++;
        }
      }
      return { name: basename(file, '.jsonl'), passages: passages.length, told, found, flips };
    });
}
