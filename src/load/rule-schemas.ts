import { confidences, severities, subjects } from '../model/finding.ts';

/** Longest term, in characters: the longest of the shipped lexicons has 60 (2026-11-22); a sentence is no term. */
const longestTerm = 200;

const text = (description: string): object => ({ type: 'string', pattern: '\\S', description });

const terms = (description: string): object => ({ type: 'array', minItems: 1, items: { $ref: '#/$defs/term' }, description });

const undescribed = (part: string): string =>
  `What must not describe the words that fill \`${part}\`: in them, in front of them or behind them ("third parties who process it for us"). Others in the same list still fill it.`;

const term = {
  type: 'string',
  minLength: 1,
  maxLength: longestTerm,
  pattern: "^(?:<[a-z][a-z0-9-]*>|[\\p{L}\\p{M}\\p{N} .'’&=/\\[\\]#-]+)$",
  description:
    'Words as a policy writes them; every form of a word counts ("share" finds "shares", "shared", "sharing"). ' +
    '`=word` is that form only; `a/b` is either; `(word)` may be missing; `..` stands for up to four other words; `#` is any number; `<name>` is a whole lexicon.',
};

const example = {
  type: 'object',
  additionalProperties: false,
  required: ['text'],
  properties: {
    text: text('The passage as a policy would write it. Where only a part of it must be quoted, put that part between « and ».'),
    section: text('The heading above it.'),
    lead: text('The sentence that introduces the list it is an item of.'),
  },
};

const examples = (description: string, least: number): object => ({
  type: 'array',
  minItems: least,
  items: { $ref: '#/$defs/example' },
  description,
});

const claim = {
  description: 'One way in which a policy makes the claim. All parts named must be met; of the terms in one part, any one is enough.',
  type: 'object',
  additionalProperties: false,
  oneOf: [{ required: ['does'] }, { required: ['says'] }, { required: ['can'] }],
  dependentRequired: {
    who: ['does'],
    'not-what': ['what'],
    'not-by': ['by'],
    'not-to': ['to'],
    'not-from': ['from'],
    'not-for': ['for'],
  },
  properties: {
    does: terms('An act of `who`: a verb ("share") or its noun ("the sharing of"). Its grammar decides who acts and whether it is denied.'),
    says: terms('Words that make the claim whoever acts; a negation over them still denies it.'),
    can: terms('An act that the reader can take: "you can delete", "to opt out, …".'),
    who: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['maker', 'partner', 'user', 'anyone'] },
      description: 'Who acts, with `does` only. `maker` when left out, which includes "is shared" without "by".',
    },
    what: terms('What is acted on, in the same clause, or earlier in the sentence where "it" or "such information" points back.'),
    referent: {
      enum: ['yes', 'no'],
      description: '`yes`: "it", "this information" or "them" may also point to the sentence before, the lead or the heading.',
    },
    by: terms('Which party acts: the subject of the act, or behind its "by".'),
    to: terms('Who receives it, in the same clause.'),
    from: terms('Where it comes from, in the same clause.'),
    for: terms('What it is for, in the same clause.'),
    with: terms('Anywhere in the sentence.'),
    'and-with': terms('Anywhere in the sentence, beside `with`.'),
    near: terms('In the sentence, the sentence that leads to it, its headings, or the sentence before.'),
    under: terms('In its headings or the sentence that leads to it.'),
    not: terms('Nowhere in the sentence.'),
    'not-here': terms("Not in the anchor's own clause; the rest of the sentence may say it."),
    'not-what': terms(undescribed('what')),
    'not-by': terms(undescribed('by')),
    'not-to': terms(undescribed('to')),
    'not-from': terms(undescribed('from')),
    'not-for': terms(undescribed('for')),
    'not-under': terms('Not in its headings or the sentence that leads to it.'),
    stance: {
      enum: ['as-said', 'does', 'denies', 'only-does', 'only-denies'],
      description:
        '`as-said` (when left out) lets the grammar tell an admission from a denial; `does` and `denies` fix it, whatever is negated; `only-does` and `only-denies` count only where the grammar says so.',
    },
    confidence: {
      enum: [...confidences],
      description: 'How sure a match is at best where no other claim of the rule agrees; `high` when left out.',
    },
    exact: {
      enum: ['yes', 'no'],
      description:
        '`yes`: counts only as a plain statement, not as a noun, in a relative clause, or completed by a heading or an earlier sentence.',
    },
    anywhere: { enum: ['yes', 'no'], description: '`yes`: counts in questions, definitions, announcements and advice too.' },
  },
};

/**
 * What a rule file may hold, as JSON Schema 2020-12. `rules/rule.schema.json` is this very value, published for editors; a test holds
 * the two equal. The shapes are those of `Rule` in model/rule.ts without `id` and `concern`, which come
 * from the path, and with `turn-off` for `turnOff`: keys in files are written with hyphens.
 */
export const ruleSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:earshot:schema:rule:1',
  title: 'Earshot rule',
  description:
    'One practice: what a reader is told of it, the ways in which policies admit or deny it, and examples that prove the rule. ' +
    'The file is rules/<concern>/<practice>.yaml, and its path is its id: rules/voice/third-party.yaml is voice/third-party.',
  type: 'object',
  additionalProperties: false,
  required: ['title', 'severity', 'why', 'turn-off', 'source', 'claims', 'examples'],
  properties: {
    title: text('The practice in plain words, continuing "It …": sends your voice to another company.'),
    severity: { enum: [...severities], description: 'How grave it is for the person concerned.' },
    why: text('Why it matters, in a sentence or two for a reader who is not a lawyer.'),
    'turn-off': {
      description: 'What a reader can do where the policy itself does not say.',
      type: 'object',
      additionalProperties: false,
      required: ['how', 'cost'],
      properties: {
        how: text('How to switch it off, or that it cannot be.'),
        cost: text('What is lost by switching it off.'),
      },
    },
    source: text("Where the definition comes from: a law's article, a ruling, a study."),
    about: { enum: [...subjects], description: 'control/* only: what the control is about when nothing in the sentence tells.' },
    'yields-to': {
      type: 'array',
      items: { type: 'string', pattern: '^[a-z]+/[a-z-]+$' },
      description: 'Practices that say more: where one of them is found in a sentence with the same stance, this one is not reported too.',
    },
    claims: {
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/claim' },
      description: 'The ways in which a policy says it. Any one is enough.',
    },
    examples: {
      description: 'Passages written for this rule, in the manner of policies. `earshot rules test` reads them with it.',
      type: 'object',
      additionalProperties: false,
      required: ['does', 'denies', 'near-misses'],
      properties: {
        does: examples('Passages that admit the practice: at least three.', 3),
        denies: examples('Passages that deny it: at least one, unless no claim of the rule can be denied.', 0),
        'near-misses': examples('Passages that look like it and are not: at least two.', 2),
      },
    },
  },
  $defs: { term, claim, example },
} as const;

/** What a lexicon file may hold; published as `rules/lexicon.schema.json`. The shape is `LexiconFile` without `name`, which is the file's name. */
export const lexiconSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:earshot:schema:lexicon:1',
  title: 'Earshot lexicon',
  description: 'Words and phrases that name one idea. The file is rules/lexicon/<name>.yaml; a rule says <name> to mean any of them.',
  type: 'object',
  additionalProperties: false,
  required: ['about', 'terms'],
  properties: {
    about: text('What the terms have in common, in a few words.'),
    source: text('Where they were found: a law, a policy, a study, with a date.'),
    terms: { type: 'array', items: { $ref: '#/$defs/term' }, description: 'The words. May be empty only where others are included.' },
    includes: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
      description: 'Names of lexicons whose terms belong to this one too, without < and >.',
    },
    except: {
      type: 'array',
      minItems: 1,
      items: { $ref: '#/$defs/term' },
      description: 'Longer terms inside which this lexicon is not meant: "voice over ip" for "voice".',
    },
  },
  $defs: { term },
} as const;
