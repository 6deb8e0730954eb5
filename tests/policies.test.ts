import { catalogue } from 'earshot:catalogue';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extract } from '../src/extract/extract.ts';
import { readMakers } from '../src/load/makers.ts';
import { productsOf, shippedMakers } from '../src/load/shipped-makers.ts';
import { kinds } from '../src/model/kind.ts';
import { corpusFolders, corpusProduct } from './helpers/corpus-products.ts';

const folder = fileURLToPath(new URL('../policies', import.meta.url));
const makers = await readMakers(folder);
const products = productsOf(makers).map(({ product }) => product);
const policies = makers.flatMap((maker) => maker.policies);

function twice(values: readonly string[]): readonly string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe('the catalogue', () => {
  it('holds at least 150 products, and ten or more of every kind', () => {
    expect(products.length).toBeGreaterThanOrEqual(150);
    for (const kind of kinds) expect(products.filter((product) => product.kind === kind).length, kind).toBeGreaterThanOrEqual(10);
  });

  it('is what the program is built with', async () => {
    expect(await shippedMakers()).toEqual(makers);
    expect(catalogue.makers.map(({ id }) => id)).toEqual(makers.map(({ id }) => id));
  });

  it.each([
    ['TV makers and platforms', 'samsung lg sony vizio roku tcl hisense panasonic philips amazon google apple xiaomi', 'tv'],
    ['ride services', 'uber lyft bolt grab ola didi cabify free-now gojek careem indrive blablacar waymo', 'ride'],
    ['phones that know where you are', 'apple google samsung xiaomi', 'phone'],
    ['mobile networks', 'att verizon t-mobile-us vodafone orange deutsche-telekom', 'carrier'],
    ['photo services', 'google apple flickr amazon', 'photo'],
    ['voice assistants', 'amazon google apple samsung microsoft', 'voice'],
    ['networks with buttons on other sites', 'meta x linkedin pinterest', 'social'],
    ['doorbells and cameras', 'ring arlo google blink wyze eufy', 'camera'],
    ['wearables', 'fitbit garmin apple whoop oura', 'wearable'],
    ['cars', 'tesla ford gm toyota bmw volkswagen', 'car'],
  ])('has the %s that everyone knows', (_, ids, kind) => {
    const found = new Set(products.filter((product) => product.kind === kind).map(({ id }) => id.split('/')[0]));
    expect(ids.split(' ').filter((id) => !found.has(id))).toEqual([]);
  });

  it('gives every product and every policy an id of its own', () => {
    expect(twice(products.map(({ id }) => id))).toEqual([]);
    expect(twice(policies.map(({ id }) => id))).toEqual([]);
    expect(twice(products.map(({ name, kind }) => `${name} (${kind})`))).toEqual([]);
    for (const { id } of [...products, ...policies]) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/u);
  });

  it('declares each address once, and all over https', () => {
    const addresses = policies.flatMap(({ pages }) => pages.map(({ fetch }) => fetch));
    expect(twice(addresses)).toEqual([]);
    for (const address of [...addresses, ...products.map(({ home }) => home)]) expect(address).toMatch(/^https:\/\//u);
  });

  it('says of every address where it is from, and of every one not seen of late that it is unverified', () => {
    for (const { id, source, seen, unverified } of policies) {
      expect(source, id).toMatch(/^[\w.-]+\/[\w.-]+/u);
      if (seen === undefined) expect(unverified, id).toBe(true);
    }
    expect(policies.filter(({ unverified }) => !unverified).length).toBeGreaterThan(40);
  });

  it('has no policy that covers no product', () => {
    const covering = new Set(products.flatMap((product) => product.policies));
    expect(policies.filter(({ id }) => !covering.has(id)).map(({ id }) => id)).toEqual([]);
  });

  it('writes only selectors that can be read', async () => {
    const selectors = policies.flatMap(({ pages }) => pages.map(({ select = [], remove = [] }) => ({ select, remove })));
    const wrong: string[] = [];
    for (const selection of selectors) {
      const outcome = await extract({
        bytes: Buffer.from('<p>Nothing.</p>'),
        url: 'https://tellix.example/',
        contentType: 'text/html',
        selection,
      });
      if (!outcome.ok && outcome.failure.detail.includes('not a CSS selector')) wrong.push(outcome.failure.detail);
    }
    expect(wrong).toEqual([]);
  });

  it('has the products that the corpus of real policies is filed under, as the same kind', () => {
    const wrong = corpusFolders.filter((name) => {
      const { product: id, policy } = corpusProduct(name);
      const product = products.find((one) => one.id === id);
      const isDeclared = policies.some((one) => one.id === policy);
      return product === undefined || product.kind !== name.split('/')[0] || (product.policies.length > 0 && !isDeclared);
    });
    expect(wrong).toEqual([]);
    expect(corpusProduct('streaming/redbox')).toEqual({ product: 'redbox/streaming', policy: 'redbox/privacy-policy' });
  });

  it('keeps nothing but makers and schemas in its folder', () => {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory());
    expect(files.map(({ name }) => name).toSorted()).toEqual(['maker.schema.json', 'reviews.schema.json', 'waivers.schema.json']);
  });
});
