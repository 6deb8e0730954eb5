import type { VNode } from 'preact';
import type { PolicyReading } from '../../model/report.ts';
import { sourceWords } from '../arrangement.ts';
import { harmless, harmlessUrl } from '../harmless.ts';
import { counted, plainDate } from '../plain-words.ts';
import { outside } from './links.ts';
import type { Entry, Overview } from './overview.ts';
import type { Page } from './page.tsx';
import { paths } from './paths.ts';

/** A quoted stretch of a text. */
interface Mark {
  readonly start: number;
  readonly end: number;
}

/** The text of a document as it was read, with what is quoted from it marked: where a quote can be seen in its place, whatever the live page says now. */
export function textPage(_overview: Overview, entry: Entry, index: number, text: string): Page | undefined {
  const policy = entry.report.policies[index];
  if (policy?.sha256 === undefined) return undefined;
  const marks = marksOf(entry, index);
  const name = harmless(policy.title ?? sourceWords(policy.finalUrl));
  const taken = entry.documents[index]?.takenAt ?? entry.report.scannedAt;
  return {
    path: paths.text(policy),
    title: `${name}, as read on ${plainDate(taken)}`,
    description: `The text of ${name} as Earshot read it on ${plainDate(taken)}, with every quoted passage marked.`,
    isUnlisted: true,
    crumbs: [{ label: entry.title, path: paths.product(entry.product.id) }],
    body: () => (
      <article class="as-read">
        <h1>{name}</h1>
        <Facts policy={policy} taken={taken} count={marks.length} />
        <div class="text">{lines(text, marks)}</div>
      </article>
    ),
  };
}

function Facts({ policy, taken, count }: { readonly policy: PolicyReading; readonly taken: string; readonly count: number }): VNode {
  const live = outside(policy.finalUrl);
  return (
    <p class="note">
      A copy for checking quotes: the text as it was read on {plainDate(taken)}, {counted(policy.words, 'word')},{' '}
      {counted(count, 'passage')} marked. The copyright is its author’s.{' '}
      {live === undefined ? null : <a href={live}>{harmlessUrl(policy.finalUrl)}</a>}
      <span class="hash">SHA-256 of the document as served: {policy.sha256}</span>
    </p>
  );
}

/** Quoted passages in order, none inside another. */
function marksOf({ report }: Entry, index: number): readonly Mark[] {
  const spans = report.findings
    .filter(({ policy, verdict }) => policy === index && verdict?.verdict !== 'wrong')
    .map(({ span: [start, end] }) => ({ start, end }))
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Mark[] = [];
  for (const mark of spans) if (mark.start >= (kept.at(-1)?.end ?? 0)) kept.push(mark);
  return kept;
}

/** The text line by line, each passage in a mark that can be linked to. */
function lines(text: string, marks: readonly Mark[]): readonly VNode[] {
  let at = 0;
  let next = 0;
  return text.split('\n').map((line) => {
    const start = at;
    const end = start + line.length;
    at = end + 1;
    const parts: (VNode | string)[] = [];
    let from = start;
    for (let mark = marks[next]; mark !== undefined && mark.start < end; mark = marks[next]) {
      const stop = Math.min(mark.end, end);
      if (mark.start > from) parts.push(harmless(text.slice(from, mark.start)));
      parts.push(<mark id={`p${mark.start}`}>{harmless(text.slice(mark.start, stop))}</mark>);
      from = stop;
      next += 1;
    }
    if (from < end) parts.push(harmless(text.slice(from, end)));
    return <p>{parts}</p>;
  });
}
