import type { Block } from '../model/text.ts';

const months: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[.,/]?';
const day = '(\\d{1,2})(?:st|nd|rd|th)?';
const year = '((?:19|20)\\d\\d)';
const monthFirst = new RegExp(`\\b${month}\\s*${day},?\\s*(?:of\\s+)?${year}\\b`, 'i');
const dayFirst = new RegExp(`\\b${day}\\s*(?:of\\s+)?[-–]?${month}[-–]?,?\\s*${year}\\b`, 'i');
const monthOnly = new RegExp(`^[\\s:,.–-]*(?:on|of|in)?\\s*${month},?\\s*${year}\\b`, 'i');
const iso = /\b((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})\b/;
const slashed = /\b(\d{1,2})([/.-])(\d{1,2})[/.-]((?:19|20)\d\d|\d\d)\b/;

/** Words that say the date is the policy's own, best first: when it takes effect, then when it was last changed. */
const cues: readonly RegExp[] = [
  /\b(?:effective(?: date)?(?: as of)?|(?:takes?|came|comes?|in) (?:into )?effect|in force|valid (?:from|as of))\b/i,
  /\b(?:last|latest|date of last|most recently|recently)?[ -]?(?:updated?|modified|modification|revised|revision|amended|changed|reviewed)\b/i,
  /\b(?:as of|dated?|posted|published|version)\b/i,
];
const anyCue = /effect|updat|modif|revis|amend|chang|review|as of|date|posted|publish|version|in force|valid/i;
/** Mentions of other dates: laws in force, data of the past year. */
const foreign = /\b(?:regulation|directive|act of|gdpr|ccpa|code §|law of|copyright|©|prior to|previous|superseded|before|preceding)\b/i;

/** How far from the cue the date may stand, in characters: "This Privacy Policy was last updated and became effective on May 3, 2021" needs 45. */
const reach = 70;
/** "This Privacy Policy was last updated on September 30, 2021." */
const longestDateLine = 80;
/** Policies give the date within their first blocks or at their very end. */
const firstBlocks = 60;
const lastBlocks = 25;

/**
 * The effective or last-updated date that a text gives for itself, as YYYY-MM-DD; undefined where it gives none, or only one like 01/02/2020
 * that may be read both ways (`american` true reads it month first).
 */
export const effectiveDate = (text: string, blocks: readonly Block[], american = false): string | undefined => {
  let best: Best;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index];
    if (block === undefined) continue;
    const isInside = index >= firstBlocks && index < blocks.length - lastBlocks;
    // Further inside only a line that says nothing else counts, and only where nothing better stands at the ends.
    if (isInside && (block.span[1] - block.span[0] > longestDateLine || best !== undefined)) continue;
    const start = block.span[0];
    const passage = text.slice(start, Math.min(block.span[1], start + 600));
    if (!/\d/.test(passage) || !anyCue.test(passage)) {
      // "Last updated" as a line of its own, the date on the next.
      const after = blocks[index + 1];
      if (passage.length > 60 || !anyCue.test(passage) || after === undefined || after.span[1] - after.span[0] > 40) continue;
      best = better(best, `${passage} ${text.slice(...after.span)}`, american);
    } else best = better(best, passage, american);
    if (best?.rank === 0) break;
  }
  return best?.date;
};

/** `date` is absent where the policy names only a month: no day is made up, and no other date in its midst is taken instead. */
type Best = { readonly rank: number; readonly date?: string } | undefined;

const better = (best: Best, passage: string, american: boolean): Best => {
  for (const [rank, cue] of cues.entries()) {
    if (best !== undefined && best.rank <= rank) return best;
    const found = cue.exec(passage);
    if (found === null) continue;
    // Later ranks are weak words: only in a short line of their own.
    if (rank === 2 && passage.length > 80) continue;
    const from = found.index + found[0].length;
    const behind = passage.slice(from, from + reach);
    const around = passage.slice(Math.max(0, found.index - 40), from + 25);
    if (foreign.test(around)) continue;
    const date = dateIn(behind, american) ?? (passage.length <= 90 ? dateIn(passage, american) : undefined);
    if (date !== undefined) return { rank, date };
    if (best === undefined && rank < 2 && monthOnly.test(behind)) return { rank: rank + 0.5 };
  }
  return best;
};

const dateIn = (passage: string, american: boolean): string | undefined => {
  let match = monthFirst.exec(passage);
  if (match) return dateOf(match[3], months[(match[1] ?? '').slice(0, 3).toLowerCase()], match[2]);
  match = dayFirst.exec(passage);
  if (match) return dateOf(match[3], months[(match[2] ?? '').slice(0, 3).toLowerCase()], match[1]);
  match = iso.exec(passage);
  if (match) return dateOf(match[1], Number(match[2]), match[3]);
  match = slashed.exec(passage);
  if (!match) return undefined;
  const first = Number(match[1]);
  const second = Number(match[3]);
  const full = (match[4] ?? '').length === 2 ? `20${match[4] ?? ''}` : match[4];
  // Only day.month.year is written with full stops.
  if (first > 12 || (match[2] === '.' && second <= 12)) return dateOf(full, second, match[1]);
  if (second > 12 || first === second || american) return dateOf(full, first, match[3]);
  return undefined;
};

/** YYYY-MM-DD where the three make a real day. */
const dateOf = (years: string | undefined, monthNumber: number | undefined, days: string | undefined): string | undefined => {
  const y = Number(years);
  const d = Number(days);
  if (
    monthNumber === undefined ||
    !(monthNumber >= 1 && monthNumber <= 12) ||
    !(d >= 1) ||
    d > new Date(Date.UTC(y, monthNumber, 0)).getUTCDate()
  )
    return undefined;
  return `${years ?? ''}-${String(monthNumber).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
};
