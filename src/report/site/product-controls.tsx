import type { VNode } from 'preact';
import { controlOf, subjects, type Subject } from '../../model/finding.ts';
import type { Control } from '../../model/report.ts';
import type { PracticeGroup } from '../arrangement.ts';
import { placeOf } from '../arrangement.ts';
import { harmless } from '../harmless.ts';
import { subjectWords } from '../plain-words.ts';
import { Source } from './clause.tsx';
import type { Entry } from './overview.ts';
import { Section, type LinkTo } from './page.tsx';
import { Groups } from './product-answers.tsx';

/** Sentences of the policy shown under each subject before the rest is folded away. */
const controlsShown = 3;

/** The easiest first: what switches off, then what refuses, then what deletes, then what shows. */
const order = ['control/settings', 'control/opt-out', 'control/delete', 'control/access'];

/** How to switch it off: the policy's own sentences, else our advice, and what it costs. */
export function Controls({ entry, to }: { readonly entry: Entry; readonly to: LinkTo }): VNode {
  const { arranged, report } = entry;
  const admitted = (subject: Subject): readonly PracticeGroup[] =>
    arranged.admissions.filter(({ practice }) => controlOf[practice.concern] === subject);
  const offered = (subject: Subject): readonly Control[] =>
    report.controls
      .filter(({ about }) => about === subject)
      .toSorted((a, b) => order.indexOf(a.practice) - order.indexOf(b.practice))
      .filter((control, index, all) => all.findIndex((other) => placeOf(other) === placeOf(control)) === index);
  const shown = subjects.filter((subject) => admitted(subject).length + offered(subject).length > 0);
  return (
    <Section id="controls" title="How to switch it off">
      {shown.length === 0 ? <p class="none">Its policy names no way to switch anything off.</p> : null}
      {shown.map((subject) => (
        <Subject subject={subject} controls={offered(subject)} admissions={admitted(subject)} entry={entry} to={to} />
      ))}
      <Groups
        groups={arranged.checks.filter(({ practice, stance }) => practice.concern === 'control' && stance === 'denies')}
        heading="Perhaps: please check these"
        mood="checks"
        entry={entry}
        to={to}
      />
      <Groups groups={arranged.refusals} heading="Choices it says you do not have" mood="denies" entry={entry} to={to} />
    </Section>
  );
}

interface SubjectShown {
  readonly subject: Subject;
  readonly controls: readonly Control[];
  readonly admissions: readonly PracticeGroup[];
  readonly entry: Entry;
  readonly to: LinkTo;
}

function Subject({ subject, controls, admissions, entry, to }: SubjectShown): VNode {
  const rest = controls.slice(controlsShown);
  // One piece of advice often serves several practices of a concern.
  const advice = admissions
    .map(({ practice }) => practice.turnOff)
    .filter(({ how }, index, all) => how !== '' && all.findIndex((other) => other.how === how) === index)
    .slice(0, controlsShown);
  const words = subjectWords[subject];
  return (
    <div class="control">
      <h3>{words.charAt(0).toUpperCase() + words.slice(1)}</h3>
      {controls.length === 0 ? <p class="none">Its policy names no switch for this.</p> : <p class="who">In its own words:</p>}
      {controls.slice(0, controlsShown).map((control) => (
        <Offered control={control} entry={entry} to={to} />
      ))}
      {rest.length === 0 ? null : (
        <details>
          <summary>{rest.length} more</summary>
          {rest.map((control) => (
            <Offered control={control} entry={entry} to={to} />
          ))}
        </details>
      )}
      {advice.length === 0 ? null : (
        <div class="advice">
          <p class="who">Our advice:</p>
          <ul>
            {advice.map(({ how, cost }) => (
              <li>
                {harmless(how)}
                {cost === '' ? '' : <span class="cost">What it costs you: {harmless(cost)}</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Offered({ control, entry, to }: { readonly control: Control; readonly entry: Entry; readonly to: LinkTo }): VNode {
  return (
    <figure class="clause choice">
      <blockquote>
        <p>{harmless(control.quote)}</p>
      </blockquote>
      <figcaption>
        <Source entry={entry} quoted={control} to={to} />
      </figcaption>
    </figure>
  );
}
