import { judge } from '../judge/judge.ts';
import { textPrint } from '../judge/text-print.ts';
import type { TextFacts } from '../model/archive.ts';
import type { Failure } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PolicyText } from '../model/text.ts';
import { answerTo, extractSnapshot } from '../read-snapshot.ts';

/** What was judged of the version before, so that one that shares almost all its lines need not be judged again. */
export interface Judged {
  readonly lines: ReadonlySet<string>;
  readonly words: number;
  readonly failure: Failure | undefined;
}

export interface ReadFacts {
  readonly facts: TextFacts;
  readonly text: PolicyText | null;
  readonly judged: Judged | undefined;
}

/**
 * Share of its characters in lines of the version before, from which on a version is taken for the same kind of document. Judging costs three times what
 * reading does, and a document that changed by a tenth is no other document.
 */
const sameDocument = 0.9;

/** What an archive keeps of a snapshot's text beside its bytes: how long it is, in which language, and whether it is a policy. */
export async function textFacts(snapshot: Snapshot, { before }: { readonly before?: Judged | undefined } = {}): Promise<ReadFacts> {
  const extracted = await extractSnapshot(snapshot);
  if (!extracted.ok) return { facts: { print: textPrint(''), words: 0, failure: extracted.failure }, text: null, judged: before };
  const { text, structure } = extracted.value;
  const lines = text.text.split('\n');
  const isSame = before !== undefined && sharedWith(before, lines, text) >= sameDocument;
  const failure = isSame
    ? before.failure
    : ((await judge({ text, structure, url: snapshot.finalUrl, ...answerTo(snapshot) })) ?? undefined);
  return { facts: factsOf(text, failure ?? null), text, judged: isSame ? before : { lines: new Set(lines), words: text.words, failure } };
}

/** The same of a text that has been judged: `failure` is null for a policy. */
export function factsOf(text: PolicyText, failure: Failure | null): TextFacts {
  return {
    print: textPrint(text.text),
    words: text.words,
    ...(text.language === undefined ? {} : { language: text.language }),
    ...(failure === null ? {} : { failure }),
  };
}

/** Share of the text's characters in lines that the version before had too; 0 where it has much fewer or more words. */
function sharedWith({ lines: known, words }: Judged, lines: readonly string[], text: PolicyText): number {
  if (text.words < words * sameDocument || text.words * sameDocument > words || text.text.length === 0) return 0;
  let shared = 0;
  for (const line of lines) if (known.has(line)) shared += line.length + 1;
  return shared / (text.text.length + 1);
}
