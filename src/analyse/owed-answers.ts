import type { OwedQuestion } from '../model/kind.ts';
import type { Answer, OwedAnswer } from '../model/report.ts';

/** The questions with the answers of a scan. One of whose practices none was looked for is left out: nothing can be said of it. */
export function owedAnswers(questions: readonly OwedQuestion[], practices: Readonly<Record<string, Answer>>): readonly OwedAnswer[] {
  return questions.flatMap(({ asks, practices: ids, reason }) => {
    const looked = ids.filter((id) => Object.hasOwn(practices, id));
    const answers = new Set(looked.flatMap((id) => practices[id] ?? []));
    return looked.length === 0 ? [] : [{ asks, practices: looked, reason, answer: joined(answers) }];
  });
}

/** Any admission or denial answers; silence is of all of them. */
function joined(answers: ReadonlySet<Answer>): Answer {
  if (answers.has('both') || (answers.has('does') && answers.has('denies'))) return 'both';
  if (answers.has('does')) return 'does';
  if (answers.has('denies')) return 'denies';
  return answers.has('not-assessed') ? 'not-assessed' : 'silent';
}
