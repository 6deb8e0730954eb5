import type { PolicyReading } from '../model/report.ts';
import { failureSentences } from './failure-sentences.ts';
import { harmlessUrl } from './harmless.ts';
import { counted, plainDate } from './plain-words.ts';

/** What a reader must know where the text is not what the site sent: a browser built it, or an archive kept it, and since when. A sentence each. */
export function copySentences(policy: PolicyReading, scannedAt: string): readonly string[] {
  const { from, archivedAt, copy, siteFailure, rendered } = policy;
  const built = rendered === undefined ? [] : ['The page as built by a browser: its text comes from scripts.'];
  if (from === undefined || archivedAt === undefined) return built;
  const where = from === 'wayback' ? `kept by the Wayback Machine: ${harmlessUrl(copy ?? '')}` : `kept in ${fileName(copy)}.`;
  const instead = siteFailure === undefined ? [] : [`The site itself was not read: ${lowered(failureSentences(siteFailure).happened)}`];
  return [...instead, `A copy of ${plainDate(archivedAt)}, ${ageWords(archivedAt, scannedAt)}, ${where}`, ...built];
}

const day = 86_400_000;

/** How long before the scan a copy was taken: "11 months before this scan". Whole months of the calendar. */
function ageWords(archivedAt: string, scannedAt: string): string {
  const days = Math.floor((Date.parse(scannedAt) - Date.parse(archivedAt)) / day);
  if (!(days >= 1)) return 'of the day of this scan';
  const [taken, scanned] = [new Date(archivedAt), new Date(scannedAt)];
  const months =
    (scanned.getUTCFullYear() - taken.getUTCFullYear()) * 12 +
    (scanned.getUTCMonth() - taken.getUTCMonth()) -
    (scanned.getUTCDate() < taken.getUTCDate() ? 1 : 0);
  const age = days < 60 ? counted(days, 'day') : months < 24 ? counted(months, 'month') : counted(Math.floor(months / 12), 'year');
  return `${age} before this scan`;
}

/** The last part of a `file:` address. */
function fileName(address = ''): string {
  const name = address.slice(address.lastIndexOf('/') + 1);
  return name === '' ? 'a WARC file' : harmlessUrl(name);
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
