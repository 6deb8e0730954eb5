import type { VNode } from 'preact';
import type { PolicyReading } from '../../model/report.ts';
import { sourceWords } from '../arrangement.ts';
import { harmless, harmlessUrl } from '../harmless.ts';
import { counted, plainDate } from '../plain-words.ts';
import { outside } from './links.ts';
import type { Entry, Overview } from './overview.ts';
import type { Page } from './page.tsx';
import { paths } from './paths.ts';

/** A quoted stretch of a text; passages that begin inside it are named within. */
interface Mark {
  readonly start: number;
  end: number;
  readonly inner: number[];
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

/** Quoted passages in order, those that overlap as one. A passage that a reader found wrong can be looked up too. */
function marksOf({ report }: Entry, index: number): readonly Mark[] {
  const spans = report.findings
    .filter(({ policy }) => policy === index)
    .map(({ span }) => span)
    .toSorted(([a, endOfA], [b, endOfB]) => a - b || endOfB - endOfA);
  const marks: Mark[] = [];
  for (const [start, end] of spans) {
    const last = marks.at(-1);
    if (last === undefined || start >= last.end) marks.push({ start, end, inner: [] });
    else {
      if (start > last.start && !last.inner.includes(start)) last.inner.push(start);
      last.end = Math.max(last.end, end);
    }
  }
  return marks;
}

function Marked({ mark, text, stop }: { readonly mark: Mark; readonly text: string; readonly stop: number }): VNode {
  const starts = [mark.start, ...mark.inner];
  return (
    <mark id={`p${mark.start}`}>
      {starts.map((start, index) => {
        const words = harmless(text.slice(start, starts[index + 1] ?? stop));
        return index === 0 ? words : <span id={`p${start}`}>{words}</span>;
      })}
    </mark>
  );
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
      parts.push(<Marked mark={mark} text={text} stop={stop} />);
      from = stop;
      next += 1;
    }
    if (from < end) parts.push(harmless(text.slice(from, end)));
    return <p>{parts}</p>;
  });
}
