import type { VNode } from 'preact';
import type { PolicyReading } from '../../model/report.ts';
import { sourceWords } from '../arrangement.ts';
import { copySentences } from '../copy-words.ts';
import { failureSentences } from '../failure-sentences.ts';
import { foundSentences, partWords, seenInOrder, seenSentence } from '../found-words.ts';
import { harmless, harmlessUrl } from '../harmless.ts';
import { counted, languageName, plainDate } from '../plain-words.ts';
import { outside } from './links.ts';
import type { Entry } from './overview.ts';
import { Section, type LinkTo } from './page.tsx';
import { paths } from './paths.ts';

/** Every document of the product, read or not, with the reason. */
export function Documents({ entry, to }: { readonly entry: Entry; readonly to: LinkTo }): VNode {
  const { policies } = entry.report;
  const seen = seenInOrder(entry.report.seen);
  return (
    <Section id="documents" title="What was read">
      {policies.length === 0 ? <p class="none">No document is known.</p> : null}
      <ul class="documents">
        {policies.map((policy, index) => (
          <Document policy={policy} entry={entry} index={index} to={to} />
        ))}
      </ul>
      {seen.length === 0 ? null : (
        <details>
          <summary>{counted(seen.length, 'document')} met and not read</summary>
          <ul>
            {seen.map((document) => (
              <li>{seenSentence(document)}</li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function Document({
  policy,
  entry,
  index,
  to,
}: {
  readonly policy: PolicyReading;
  readonly entry: Entry;
  readonly index: number;
  readonly to: LinkTo;
}): VNode {
  const document = entry.documents[index];
  const live = outside(policy.finalUrl);
  const isKept = document?.text !== undefined && policy.sha256 !== undefined;
  const name = harmless(policy.title ?? sourceWords(policy.finalUrl));
  const facts = [
    ...partWords(policy),
    policy.status === 'read' ? counted(policy.words, 'word') : null,
    policy.language === undefined ? null : languageName(policy.language),
    policy.effectiveDate === undefined ? null : `dated ${plainDate(policy.effectiveDate)}`,
    document?.takenAt === undefined ? null : `${policy.status === 'read' ? 'taken' : 'looked for'} on ${plainDate(document.takenAt)}`,
    document?.checkedAt === undefined ? null : `last seen unchanged on ${plainDate(document.checkedAt)}`,
  ].filter((fact) => fact !== null);
  const failure = policy.failure === undefined ? undefined : failureSentences(policy.failure);
  return (
    <li class={policy.status}>
      <p class="doc">
        <strong>{name}</strong> {policy.status === 'read' ? null : <span class="unread">not read</span>}
      </p>
      {failure === undefined ? null : <p>{failure.happened}</p>}
      <p class="small">{facts.join(' · ')}</p>
      {[...copySentences(policy, entry.report.scannedAt), ...foundSentences(policy)].map((sentence) => (
        <p class="small">{sentence}</p>
      ))}
      <p class="ways">
        {live === undefined ? (
          <span>{harmless(sourceWords(policy.finalUrl))}</span>
        ) : (
          <a href={live}>{harmlessUrl(policy.finalUrl).replace(/^https?:\/\//u, '')}</a>
        )}
        {isKept ? <a href={to(paths.text(policy))}>The text as it was read</a> : null}
        {live === undefined || document?.takenAt === undefined ? null : (
          <a href={`https://web.archive.org/web/${document.takenAt.replace(/\D/gu, '').slice(0, 14)}/${live}`}>
            Look in the Wayback Machine
          </a>
        )}
      </p>
      {policy.sha256 === undefined ? null : <p class="hash">SHA-256 {policy.sha256}</p>}
    </li>
  );
}
