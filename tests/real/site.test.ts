import { beforeAll, describe, expect, it } from 'vitest';
import { siteInput } from '../../src/cli/commands/site.ts';
import type { SiteFile } from '../../src/model/site.ts';
import { site } from '../../src/report/site/site.ts';
import { corpusProducts } from '../site/corpus-products.ts';

let files: readonly SiteFile[];

beforeAll(async () => {
  files = site(await siteInput(await corpusProducts('tv'), { basePath: '/' }, '0.0.0-test'));
}, 600_000);

const page = (path: string): string => files.find((file) => file.path === path)?.content ?? '';

describe('a site of the real televisions', () => {
  it("shows Samsung's voice clause of 2015 and what it took the place of", () => {
    expect(page('product/samsung/smart-tv.html')).toContain('speech-to-text');
    expect(page('changes/samsung/smart-tv/2015-02-11.html')).toContain('Nuance');
    expect(page('kind/tv/voice.html')).toContain('It sends what you say to another company');
  });

  it('says how heavy its pages are, and none is heavier than a photograph', () => {
    const pages = files.filter(({ path }) => path.endsWith('.html')).toSorted((a, b) => b.content.length - a.content.length);
    const all = files.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
    console.log(
      `${files.length} files, ${Math.round(all / 1024)} kB; heaviest page ${pages[0]?.path} ${Math.round((pages[0]?.content.length ?? 0) / 1024)} kB`,
    );
    expect(pages[0]?.content.length).toBeLessThan(1_000_000);
  });
});
