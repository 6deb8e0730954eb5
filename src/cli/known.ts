import { countriesIn, countryCode } from '../judge/countries.ts';
import { didYouMean } from '../load/nearest.ts';
import { concerns, type Concern } from '../model/finding.ts';
import { UserError } from '../model/user-error.ts';
import { harmless } from '../report/harmless.ts';

/** The one of `names` that was written, or a `UserError` that says which there are and which was most likely meant. */
export function oneOf<Name extends string>(written: string, names: readonly Name[], what: string): Name {
  const known = names.find((name) => name === written);
  if (known !== undefined) return known;
  const list = `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
  throw new UserError(`there is no ${what} "${shortened(written)}": it is ${list}.${didYouMean(written, names)}`);
}

/** `voice,location` as concerns, in the order of the taxonomy. */
export function concernsIn(list: string): readonly Concern[] {
  const written = list.split(',').map((name) => name.trim());
  const chosen = new Set(written.filter((name) => name !== '').map((name) => concernNamed(name)));
  if (chosen.size === 0)
    throw new UserError(`--concern needs a name: it is ${concerns.join(', ')}, or several of them with commas between.`);
  return concerns.filter((concern) => chosen.has(concern));
}

function concernNamed(name: string): Concern {
  const concern = name.split('/')[0];
  if (name.includes('/') && concerns.some((it) => it === concern)) {
    throw new UserError(`"${shortened(name)}" is a practice; --concern takes its concern: --concern ${concern}.`);
  }
  return oneOf(name, concerns, 'concern');
}

/** A country by its two letters or its name, as ISO 3166-1 alpha-2 or `EU`. */
export function countryNamed(written: string): string {
  const named = countryCode(written.trim()) ?? countriesIn(written)[0];
  if (named !== undefined) return named;
  throw new UserError(
    `there is no country "${shortened(written)}" among those whose policies can be told apart: write two letters such as US, GB, DE or EU.`,
  );
}

/** A language by its tag, as its primary subtag: `en-GB` is `en`. */
export function languageNamed(written: string): string {
  const tag = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/iu.exec(written.trim())?.[1];
  if (tag !== undefined) return tag.toLowerCase();
  throw new UserError(`"${shortened(written)}" is no language: write its two letters, such as en, de or pt.`);
}

/** The practice of that id, or a `UserError` that names the nearest. */
export function practiceNamed<Rule extends { readonly id: string }>(id: string, rules: readonly Rule[]): Rule {
  const known = rules.find((rule) => rule.id === id.replace(/\.yaml$/u, ''));
  if (known !== undefined) return known;
  const ids = rules.map((rule) => rule.id);
  // A person who knows only one half of the id means a practice with that half.
  const namesakes = ids.filter((other) => other.split('/').includes(id.split('/').at(-1) ?? ''));
  const hint =
    namesakes.length > 0 && namesakes.length < 8
      ? ` Did you mean ${namesakes.join(', ')}?`
      : didYouMean(id, ids) || ' "earshot rules list" shows them all.';
  throw new UserError(`there is no practice "${shortened(id)}".${hint}`);
}

/** What a person wrote, short and harmless enough to be shown again. */
export function shortened(text: string): string {
  const plain = harmless(text);
  return plain.length > 100 ? `${plain.slice(0, 99)}…` : plain;
}
