import type { VNode } from 'preact';
import type { Finding } from '../../model/finding.ts';
import type { Reply } from '../../model/maker.ts';
import { sourceWords } from '../arrangement.ts';
import { harmless } from '../harmless.ts';
import { plainDate, remarks } from '../plain-words.ts';
import { outside } from './links.ts';
import type { Entry } from './overview.ts';
import type { LinkTo } from './page.tsx';
import { findingAnchor, passageAnchor, paths } from './paths.ts';

/** What is quoted: a finding, or a control, which is one too. */
type Quoted = Pick<Finding, 'quote' | 'span' | 'policy' | 'link'>;

/** A passage in the policy's own words, with where it stands, when it was read, and the way to both. */
export function Clause(props: {
  readonly entry: Entry;
  readonly finding: Finding;
  readonly to: LinkTo;
  readonly hasAnchor?: boolean;
}): VNode {
  const { entry, finding, to, hasAnchor = true } = props;
  const notes = remarks(finding);
  return (
    <figure class={`clause ${finding.stance === 'does' ? finding.severity : 'denial'}`} id={hasAnchor ? findingAnchor(finding) : undefined}>
      <blockquote>
        {finding.lead === undefined ? null : <p class="lead">{harmless(finding.lead)}</p>}
        <p>{harmless(finding.quote)}</p>
      </blockquote>
      <figcaption>
        {notes.length === 0 ? null : <span class="remarks">{notes.join(' · ')}. </span>}
        <Source entry={entry} quoted={finding} section={finding.section} to={to} />
      </figcaption>
      {entry.replies
        .filter(({ about }) => about === finding.id)
        .map((reply) => (
          <MakersReply reply={reply} />
        ))}
    </figure>
  );
}

/** Which document, under which headings, as of when; the live page at the passage, and the text as it was read. */
export function Source(props: {
  readonly entry: Entry;
  readonly quoted: Quoted;
  readonly section?: readonly string[];
  readonly to: LinkTo;
}): VNode {
  const { entry, quoted, section = [], to } = props;
  const policy = entry.report.policies[quoted.policy];
  const document = entry.documents[quoted.policy];
  const live = outside(quoted.link ?? policy?.finalUrl);
  const taken = document?.takenAt ?? entry.report.scannedAt;
  const title = harmless(policy?.title ?? sourceWords(policy?.finalUrl ?? ''));
  // The headings of many documents begin with their own title.
  const headings = section.map(harmless).filter((heading, index, all) => heading.toLowerCase() !== (all[index - 1] ?? title).toLowerCase());
  const hasText = document?.text !== undefined && policy?.sha256 !== undefined;
  return (
    <span class="source">
      {title}
      {headings.length === 0 ? null : <span class="headings"> › {headings.join(' › ')}</span>}
      <span class="ways">
        {live === undefined ? null : (
          <a href={live} rel="noreferrer external">
            On the live page
          </a>
        )}
        {hasText ? (
          <a href={to(`${paths.text(policy)}#${passageAnchor(quoted)}`)}>As read on {plainDate(taken)}</a>
        ) : (
          <span>read on {plainDate(taken)}</span>
        )}
      </span>
    </span>
  );
}

/** What the maker answered, beside what it answers. */
export function MakersReply({ reply: { by, date, text } }: { readonly reply: Reply }): VNode {
  return (
    <div class="reply">
      <p class="who">
        {harmless(by)} replied on {plainDate(date)}:
      </p>
      {text
        .split(/\n\s*\n/u)
        .filter((paragraph) => paragraph.trim() !== '')
        .map((paragraph) => (
          <p>{harmless(paragraph.trim())}</p>
        ))}
    </div>
  );
}
