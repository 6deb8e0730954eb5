/** What a file of waivers may hold; published as `policies/waivers.schema.json`, which a test holds equal to this. */
export const waiversSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:earshot:schema:waivers:1',
  title: 'Earshot waivers',
  description:
    'Findings that are known and no reason to fail, each with who answers for it, why, and until when: `earshot scan --waivers FILE`.',
  type: 'object',
  additionalProperties: false,
  required: ['waivers'],
  properties: {
    waivers: {
      description: 'The waivers, one for each finding.',
      type: 'array',
      maxItems: 10_000,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['finding', 'owner', 'reason', 'expires'],
        properties: {
          finding: {
            type: 'string',
            pattern: '^[0-9a-f]{16}$',
            description: 'The id of the finding: 16 hex digits, in quotes, as the report and "earshot review" give it.',
          },
          owner: { type: 'string', pattern: '\\S', maxLength: 200, description: 'Who answers for it.' },
          reason: { type: 'string', pattern: '\\S', maxLength: 2000, description: 'Why it is no reason to fail, in a sentence.' },
          expires: {
            type: 'string',
            format: 'date',
            pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$',
            description: 'The last day on which it holds, as YYYY-MM-DD; after it the finding counts again.',
          },
        },
      },
    },
  },
} as const;
