import { verdicts } from '../model/review.ts';

/** What a file of verdicts may hold; published as `policies/reviews.schema.json`, which a test holds equal to this. */
export const reviewsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:earshot:schema:reviews:1',
  title: 'Earshot reviews',
  description:
    "Persons' verdicts on findings, beside the maker: policies/<maker>/reviews.yaml. `earshot review` writes them, and `earshot scan --reviews` shows them.",
  type: 'object',
  additionalProperties: false,
  required: ['reviews'],
  properties: {
    reviews: {
      description: 'The verdicts, by the id of the finding (16 hex digits, in quotes), which stays while practice, stance and sentence do.',
      type: 'object',
      propertyNames: { pattern: '^[0-9a-f]{16}$' },
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['verdict', 'practice', 'stance', 'by', 'date'],
        properties: {
          verdict: { enum: [...verdicts], description: 'checked: the finding is right. wrong: the policy does not say so.' },
          practice: { type: 'string', pattern: '^[a-z]+/[a-z-]+$', description: 'The practice that was found.' },
          stance: { enum: ['does', 'denies'], description: 'Whether it was found to be admitted or denied.' },
          by: { type: 'string', pattern: '\\S', maxLength: 200, description: 'Who read it.' },
          date: { type: 'string', format: 'date', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'When, as YYYY-MM-DD.' },
          note: { type: 'string', pattern: '\\S', maxLength: 2000, description: 'Why, in a sentence.' },
        },
      },
    },
  },
} as const;
