import { kinds } from '../model/kind.ts';
import { roles } from '../model/maker.ts';

const id = { pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 } as const;
const address = { type: 'string', format: 'uri', pattern: '^https://' } as const;
const text = { type: 'string', pattern: '\\S', maxLength: 300 } as const;

const page = {
  fetch: { ...address, description: 'The https address of the document.' },
  select: {
    description: 'The parts of the page that are the document: a CSS selector, a range, or a list of those. Left out: found by itself.',
    $ref: '#/$defs/selectors',
  },
  remove: { description: 'The parts of the page to leave out: a CSS selector, a range, or a list of those.', $ref: '#/$defs/selectors' },
  filter: {
    description: 'Functions of the archive that the block comes from. They are named in the output and never run.',
    type: 'array',
    items: { anyOf: [{ type: 'string' }, { type: 'object' }] },
  },
  executeClientScripts: { type: 'boolean', description: 'The page is built by scripts: a browser must run them.' },
} as const;

/** What a maker's file may hold; published as `policies/maker.schema.json`, which a test holds equal to this. */
export const makerSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:earshot:schema:maker:1',
  title: 'Earshot maker',
  description:
    'A company, its products and where their policies are: policies/<maker>/maker.yaml. A block of "terms" has the keys and the meaning of an Open Terms Archive declaration, so that one can be pasted in.',
  type: 'object',
  additionalProperties: false,
  required: ['name', 'home', 'country', 'products'],
  properties: {
    name: { ...text, description: 'The company as people know it.' },
    home: { ...address, description: 'Its home page, where policies are looked for when none is declared.' },
    country: { type: 'string', pattern: '^[A-Z]{2}$', description: 'Country of its seat: ISO 3166-1 alpha-2, such as US.' },
    terms: {
      description:
        'Its policies by the archive\'s name for such documents, "Privacy Policy" or "Trackers Policy"; where there are several of one type, with what they are about in brackets: "Privacy Policy (Voice)".',
      type: 'object',
      propertyNames: { pattern: '[A-Za-z0-9]', maxLength: 100 },
      additionalProperties: { $ref: '#/$defs/terms' },
    },
    products: {
      description: 'Its products by their ids: small letters, digits and hyphens.',
      type: 'object',
      minProperties: 1,
      propertyNames: id,
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'kind'],
        properties: {
          name: { ...text, description: 'The product as people know it.' },
          kind: { enum: [...kinds], description: 'What it is.' },
          home: { ...address, description: 'Its own page, where it has one; else the home page of the maker.' },
          policies: {
            description: 'The names under "terms" that cover it, the main one first. Left out: all of them. []: none is known.',
            type: 'array',
            uniqueItems: true,
            items: { type: 'string' },
          },
        },
      },
    },
  },
  $defs: {
    terms: {
      description: 'One document.',
      type: 'object',
      additionalProperties: false,
      oneOf: [{ required: ['fetch'] }, { required: ['combine'] }],
      properties: {
        ...page,
        combine: {
          description: 'The pages that, joined, are the document. What stands beside "combine" holds for each of them.',
          type: 'array',
          minItems: 1,
          items: { type: 'object', additionalProperties: false, required: ['fetch'], properties: page },
        },
        role: { enum: [...roles], description: 'What part it plays in the set of documents of its products. Left out: told by its name.' },
        source: { ...text, description: 'Where the address is from.' },
        seen: { type: 'string', format: 'date', description: 'When a policy was last had from it, as YYYY-MM-DD.' },
        unverified: { type: 'boolean', description: 'Nobody has confirmed the address of late.' },
      },
    },
    selectors: {
      anyOf: [{ $ref: '#/$defs/selector' }, { type: 'array', minItems: 1, items: { $ref: '#/$defs/selector' } }],
    },
    selector: {
      anyOf: [
        { type: 'string', pattern: '\\S', maxLength: 2000 },
        {
          type: 'object',
          additionalProperties: false,
          allOf: [
            { oneOf: [{ required: ['startBefore'] }, { required: ['startAfter'] }] },
            { oneOf: [{ required: ['endBefore'] }, { required: ['endAfter'] }] },
          ],
          properties: {
            startBefore: { type: 'string', pattern: '\\S', description: 'The part starts before this element.' },
            startAfter: { type: 'string', pattern: '\\S', description: 'The part starts behind this element.' },
            endBefore: { type: 'string', pattern: '\\S', description: 'The part ends before this element.' },
            endAfter: { type: 'string', pattern: '\\S', description: 'The part ends behind this element.' },
          },
        },
      ],
    },
  },
} as const;
