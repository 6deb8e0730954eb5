import { concerns } from '../model/finding.ts';
import type { Rule, RuleSet } from '../model/rule.ts';
import { makeSentenceClassifier, type PackedClassifier, type SentenceClassifier } from './classifier/sentence-classifier.ts';
import { classOfForm, classOfVerb, markOf } from './english/words.ts';
import { type Forms, makeForms, type SavedForms } from './forms.ts';
import { layOut } from './lay-out.ts';
import { type AnchorIndex, type GrammarLexicon, type Layout, type Pattern, patternsOf } from './layout.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import type { Slot } from './tag-sets.ts';
import type { TermGraph } from './term-graph.ts';

/** Everything the engine needs, made once per rule set. */
export interface Compiled {
  readonly forms: Forms;
  readonly lexicon: Lexicon;
  readonly patterns: readonly Pattern[];
  readonly byAnchor: AnchorIndex;
  readonly grammar: Readonly<Record<GrammarLexicon, Slot>>;
  readonly rules: readonly Rule[];
  /** What was learned beside the rules; null where the rules alone decide. */
  readonly classifier: SentenceClassifier | null;
}

/**
 * What the build writes down of a rule set, so that a start need neither stem nor spell out terms nor number the parts of claims: the table of forms, the graph
 * of terms and the layout. It holds for the rule set with the same hash.
 */
export interface Prepared {
  readonly sha256: string;
  readonly forms: SavedForms;
  readonly graph: TermGraph;
  readonly layout: Layout;
}

/** Writes down what `compile` works out for a rule set. */
export function prepare(set: RuleSet): Prepared {
  const { forms, lexicon } = compile(set);
  return { sha256: set.sha256, forms: forms.saved(), graph: lexicon.graph, layout: layOut(inShownOrder(set.rules), set.lexicons).layout };
}

/** Turns a checked rule set into what the engine runs on; sooner with what was prepared of the same set. Throws on a name that no lexicon has: the loader checks that first. */
export function compile(set: RuleSet, prepared?: Prepared, learned?: PackedClassifier): Compiled {
  const saved = prepared?.sha256 === set.sha256 ? prepared : undefined;
  const verbs = ownVerbs(set.rules);
  const forms = makeForms({ classOf: (form) => classOfForm(form) || classOfVerb(form, verbs), markOf }, saved?.forms);
  const rules = inShownOrder(set.rules);
  const { layout, sources } = saved
    ? { layout: saved.layout, sources: saved.layout.names.map((name) => ({ name, terms: [] })) }
    : layOut(rules, set.lexicons);
  const lexicon = compileLexicon(sources, layout.slots, forms, saved?.graph);
  const classifier = learned ? makeSentenceClassifier(learned, forms, lexicon.tags) : null;
  const { byAnchor, grammar } = layout;
  return { forms, lexicon, patterns: patternsOf(layout, rules), byAnchor, grammar, rules, classifier };
}

const inShownOrder = (rules: readonly Rule[]): readonly Rule[] => {
  const shownAt = ({ concern }: Rule): number => concerns.indexOf(concern);
  return rules.toSorted((a, b) => shownAt(a) - shownAt(b));
};

/** Verbs that rules write out as acts: a rule may bring a verb that the grammar does not know. */
const ownVerbs = (rules: readonly Rule[]): ReadonlySet<string> =>
  new Set(rules.flatMap((rule) => rule.claims.flatMap((claim) => (claim.does ?? []).filter((term) => /^[a-z]+$/.test(term)))));
