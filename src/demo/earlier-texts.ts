import type { DemoPage } from './demo-maker.ts';
import { veldora } from './veldora/veldora.ts';

/** A text that stood before the one that is served, so that there is something to compare. */
export interface EarlierText {
  readonly maker: string;
  /** ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly page: DemoPage;
}

/** What today's voice notice says, and what an earlier one said in its place. */
type Replaced = readonly (readonly [now: string, before: string])[];

const listeners = `<p>To check whether the TV understood a command, employees of Veldora and Quillhorn listen to and transcribe a small sample of voice recordings.`;

/** In 2025: kept for six months, and nobody listens. */
const of2025: Replaced = [
  ['Last updated: March 3, 2026', 'Last updated: February 10, 2025'],
  ['for 24 months', 'for 6 months'],
  [
    listeners,
    '<p>Nobody listens to your voice recordings: our employees do not have access to them. A computer measures how often a command was understood.',
  ],
];

/** In 2024: kept for a month as well, and no training. */
const of2024: Replaced = [
  ...of2025.map(([now, before]) => [now, before.replace('February 10, 2025', 'May 6, 2024').replace('6 months', '30 days')] as const),
  [
    ' We and Quillhorn keep them to evaluate and improve the voice recognition feature, and to train the models behind it.',
    ' We do not use them to train or improve anything.',
  ],
];

/** Two earlier editions of the TV maker's voice notice, oldest first. Each sentence that differs is there, or this throws. */
export function earlierTexts(): readonly EarlierText[] {
  const page = veldora.pages.find(({ path }) => path === '/privacy/voice');
  if (page === undefined) throw new Error('The voice notice of the made-up TV maker is gone');
  return [
    { maker: veldora.id, takenAt: '2024-05-06T00:00:00.000Z', page: edition(page, '2024-05-06', of2024) },
    { maker: veldora.id, takenAt: '2025-02-10T00:00:00.000Z', page: edition(page, '2025-02-10', of2025) },
  ];
}

function edition(page: DemoPage, modified: string, replaced: Replaced): DemoPage {
  const body = replaced.reduce((text, [now, before]) => {
    if (!text.includes(now)) throw new Error(`The voice notice no longer says: ${now}`);
    return text.replace(now, before);
  }, String(page.body));
  return { ...page, modified, body };
}
