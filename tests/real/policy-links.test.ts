import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { ownNames, siteOf } from '../../src/fetch/own-site.ts';
import { policyLinks } from '../../src/judge/policy-links.ts';
import { namingOf } from '../../src/judge/policy-names.ts';

const corpus = fileURLToPath(new URL('../../../shared/corpus/html/', import.meta.url));

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly what: string;
  readonly site: string;
  readonly url: string;
  readonly canonical: string;
  readonly first_privacy_link: string;
}

interface Picked {
  readonly id: string;
  readonly picked: string;
  /** The manifest's first link that has to do with privacy; '' for none. */
  readonly expected: string;
}

let pages: readonly Picked[] = [];

const withoutFragment = (url: string): string => url.replace(/#.*$/u, '');

beforeAll(async () => {
  if (!existsSync(corpus)) throw new Error(`The corpus is not there: put the shared folder beside the repository (${corpus}).`);
  const site = await siteOf();
  const entries = readFileSync(`${corpus}manifest.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Entry)
    .filter(({ what }) => /^(?:home|article-with-footer|index|redirect)$/u.test(what));
  const all: Picked[] = [];
  for (const { id, file, site: name, url: declared, canonical, first_privacy_link: first } of entries) {
    const known = /^https?:\S+/u.exec(canonical === '' ? declared : canonical)?.[0];
    const url = known ?? `https://${name.includes('.') ? name.replaceAll('_', '.') : 'unknown.example'}/`;
    const extracted = await extract({ bytes: readFileSync(corpus + file.replace(/^html\//u, '')), url });
    if (!extracted.ok) throw new Error(`${id} could not be read: ${extracted.failure.detail}`);
    const { structure } = extracted.value;
    const own = ownNames(site(url), structure.title, undefined);
    const [best] = policyLinks(structure, { url, own, isOwn: (to) => site(to) === site(url) });
    const expected = first === '' ? '' : withoutFragment(new URL(first, url).href);
    all.push({ id, picked: best?.leadsTo === 'policy' ? best.url : '', expected: expected === withoutFragment(url) ? '' : expected });
  }
  pages = all;
}, 600_000);

describe('on real home pages, articles and indexes', () => {
  it('the best link is the one to the policy', () => {
    // Two of the manifest's links are none to a policy: a headline that speaks of privacy, and the page itself.
    const linking = pages.filter(({ expected, id }) => expected !== '' && !id.startsWith('home--hacker-news'));
    const right = linking.filter(({ picked, expected }) => picked === expected);
    console.log(`the manifest's link is picked on ${right.length} of ${linking.length} pages`);
    for (const { id, picked, expected } of linking) if (picked !== expected) console.log(`  ${id}: ${picked} and not ${expected}`);
    expect(linking.length).toBeGreaterThanOrEqual(20);
    expect(right.length / linking.length).toBeGreaterThanOrEqual(0.95);
  });

  it('a page without a link to a policy gives none that does not speak of privacy', () => {
    const others = pages.filter(({ expected, id }) => expected === '' || id.startsWith('home--hacker-news'));
    const strange = others.filter(({ picked }) => picked !== '' && namingOf(picked) === undefined);
    expect(strange).toEqual([]);
  });
});
