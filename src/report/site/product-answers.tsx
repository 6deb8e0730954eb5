import type { VNode } from 'preact';
import { concerns } from '../../model/finding.ts';
import type { PracticeGroup } from '../arrangement.ts';
import { harmless } from '../harmless.ts';
import { concernWords } from '../plain-words.ts';
import { Clause, MakersReply } from './clause.tsx';
import { SeverityMark } from './marks.tsx';
import type { Entry } from './overview.ts';
import { Section, type LinkTo } from './page.tsx';
import { paths } from './paths.ts';

/** Passages that stand open under each practice; the others are behind one click, and on paper. */
const passagesShown = 2;

interface GroupsOf {
  readonly entry: Entry;
  readonly to: LinkTo;
}

/** What the policies say, concern by concern: admitted, denied, to be checked, found wrong. Choices and refusals stand under "controls". */
export function Answers({ entry, to }: GroupsOf): VNode {
  const { admissions, denials, checks, wrong, silent } = entry.arranged;
  return (
    <>
      {concerns
        .filter((concern) => concern !== 'control')
        .map((concern) => {
          const of = (groups: readonly PracticeGroup[]): readonly PracticeGroup[] =>
            groups.filter(({ practice }) => practice.concern === concern);
          const isSilent = of(admissions).length + of(denials).length + of(checks).length + of(wrong).length === 0;
          const unsaid = silent.find((it) => it.concern === concern)?.practices ?? [];
          return (
            <Section id={concern} title={concernWords[concern]} class="concern-section">
              {isSilent ? <p class="none">Its policy says nothing about it that we look for.</p> : null}
              <Groups groups={of(admissions)} heading="It admits" mood="admits" entry={entry} to={to} />
              <Groups groups={of(denials)} heading="It denies" mood="denies" entry={entry} to={to} />
              <Groups groups={of(checks)} heading="Perhaps: please check these" mood="checks" entry={entry} to={to} />
              <Groups groups={of(wrong)} heading="Found wrong by a reader, and not counted" mood="wrong" entry={entry} to={to} />
              {isSilent || unsaid.length === 0 ? null : (
                <p class="unsaid">Not said: whether it {unsaid.map(({ title }) => harmless(title)).join('; whether it ')}.</p>
              )}
            </Section>
          );
        })}
    </>
  );
}

interface GroupsShown extends GroupsOf {
  readonly groups: readonly PracticeGroup[];
  readonly heading: string;
  readonly mood: 'admits' | 'denies' | 'checks' | 'wrong';
}

/** Practices under one heading, each with its passages. */
export function Groups({ groups, heading, mood, entry, to }: GroupsShown): VNode {
  if (groups.length === 0) return <></>;
  return (
    <div class={`groups ${mood}`}>
      <h3>{heading}</h3>
      {groups.map((group) => (
        <Group group={group} mood={mood} entry={entry} to={to} />
      ))}
    </div>
  );
}

function Group({ group, mood, entry, to }: GroupsOf & { readonly group: PracticeGroup; readonly mood: GroupsShown['mood'] }): VNode {
  const { practice, findings, severity, headline } = group;
  const rest = findings.slice(passagesShown);
  return (
    <div class="group">
      <h4>
        {harmless(headline)} {mood === 'admits' ? <SeverityMark severity={severity} /> : null}
      </h4>
      {mood !== 'admits' || practice.why === '' ? null : (
        <p class="why">
          {harmless(practice.why)} <a href={to(paths.practice(practice.id))}>Who else does this?</a>
        </p>
      )}
      {findings.slice(0, passagesShown).map((finding) => (
        <Clause entry={entry} finding={finding} to={to} />
      ))}
      {rest.length === 0 ? null : (
        <details>
          <summary>
            {rest.length} more {rest.length === 1 ? 'passage' : 'passages'} that {rest.length === 1 ? 'says' : 'say'} so
          </summary>
          {rest.map((finding) => (
            <Clause entry={entry} finding={finding} to={to} />
          ))}
        </details>
      )}
      {entry.replies
        .filter(({ about }) => about === practice.id)
        .map((reply) => (
          <MakersReply reply={reply} />
        ))}
    </div>
  );
}
