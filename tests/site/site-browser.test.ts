import { readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { site } from '../../src/report/site/site.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { madeInput } from './made-site.ts';
import { served, writtenSite } from './written-site.ts';

/** Below a path of its own, as on a page host. */
const basePath = '/tests/of/policies/';

let browser: Browser;
let folder: string;
let server: Awaited<ReturnType<typeof served>>;
let axe: string;
/** One page of every type, and of the product pages those that are unlike: with a history, hostile, and not read. */
let pages: readonly string[];

beforeAll(async () => {
  const files = site(await madeInput({ basePath }));
  folder = await writtenSite(files);
  server = await served(folder, basePath);
  browser = await launchChromium();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const text = files.find(({ path }) => path.startsWith('text/'))?.path ?? 'no text';
  pages =
    `index.html concern/voice.html kind/tv.html kind/tv/voice.html kind/photo/control.html product/veldora/tv.html product/evil/camera.html
    product/shut/wearable.html compare/index.html compare/tv.html changes/index.html changes/veldora/tv/2026-03-03.html method.html products.html
    practices.html practice/voice/third-party.html ${text} unread.html search.html data.html 404.html`.split(/\s+/u);
});

afterAll(async () => {
  await browser.close();
  server.close();
  await rm(folder, { recursive: true });
});

const address = (path: string): string => server.origin + basePath + path;

/** A page that remembers what it asked for and complained of. */
async function opened(
  path: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly requests: string[]; readonly complaints: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(/^[a-z]+:/u.test(path) ? path : address(path));
  return { page, context, requests, complaints };
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    async () => await (globalThis as unknown as { axe: { run: () => Promise<AxeResult> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  );
}

describe.each(['light', 'dark'] as const)('the pages in a real browser, %s', (colorScheme) => {
  it('have no fault that axe finds, on a wide and on a narrow screen', async () => {
    const found: string[] = [];
    for (const path of pages) {
      // The narrow layout differs in its tables and in what is left out: the pages that have both are enough.
      for (const width of /^(?:index|kind|product.veldora|compare)/u.test(path) ? [1280, 320] : [1280]) {
        const { page, context } = await opened(path, { colorScheme, viewport: { width, height: 800 } });
        found.push(...(await faults(page)).map((fault) => `${path} at ${width}: ${fault}`));
        await context.close();
      }
    }
    expect(found).toEqual([]);
  }, 300_000);
});

describe('the pages in a real browser', () => {
  it('ask nobody else for anything, complain of nothing, and shift nothing while they load', async () => {
    for (const path of pages) {
      const { page, context, requests, complaints } = await opened(path);
      const shift = await page.evaluate(
        async () =>
          await new Promise<number>((resolve) => {
            let sum = 0;
            const observer = new PerformanceObserver((list) => {
              for (const entry of list.getEntries()) sum += (entry as unknown as { readonly value: number }).value;
            });
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
          }),
      );
      expect({ path, shift, complaints }).toEqual({ path, shift: 0, complaints: [] });
      expect(requests.filter((url) => !url.startsWith(server.origin + basePath))).toEqual([]);
      await context.close();
    }
  });

  it.each([320, 640, 1280])('never scroll sideways at %i pixels', async (width) => {
    const wide: string[] = [];
    for (const path of pages) {
      const { page, context } = await opened(path, { viewport: { width, height: 800 } });
      const [scroll, client] = await page.evaluate(
        () => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const,
      );
      if (scroll > client) wide.push(`${path}: ${scroll}`);
      await context.close();
    }
    expect(wide).toEqual([]);
  });

  it('begin for the keyboard with a link past the menu, and show where the focus is', async () => {
    const { page, context } = await opened('product/veldora/tv.html');
    await page.keyboard.press('Tab');
    const skip = page.locator('a.skip');
    expect(await skip.evaluate((link) => document.activeElement === link)).toBe(true);
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === null ? null : { isInMain: focused.closest('main') !== null, outline: getComputedStyle(focused).outlineStyle };
    });
    expect(seen).toEqual({ isInMain: true, outline: 'solid' });
    await context.close();
  });

  it('answer without JavaScript: filter by kind, order by concern, read the clause', async () => {
    const { page, context } = await opened('index.html', { javaScriptEnabled: false });
    expect(await page.locator('[data-filter]').isVisible()).toBe(false);
    await page.getByRole('navigation', { name: 'Kinds of product' }).getByRole('link', { name: 'TVs' }).click();
    await page.getByRole('navigation', { name: 'Order by' }).getByRole('link', { name: 'Voice' }).click();
    expect(await page.locator('h1').textContent()).toBe('Which TVs listen the least?');
    await page.getByRole('link', { name: 'It sends what you say to another company' }).click();
    expect(page.url()).toContain('product/veldora/tv.html#f-');
    expect(await page.locator(':target').textContent()).toContain('transmit them to a third-party provider that turns speech into text');
    await context.close();
  });

  it('work from the folder without a server: style, search, and any two products side by side', async () => {
    const { page, context, complaints } = await opened(`file://${folder}/search.html?q=quillhorn+speech`);
    expect(await page.evaluate(() => getComputedStyle(document.querySelector('.skip') as Element).position)).toBe('absolute');
    await page.getByText('Quillhorn Speech, Inc., a company').first().waitFor();
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByLabel('With this').selectOption('zipwend/ride');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.locator('#pair table').waitFor();
    expect(await page.locator('#pair thead').textContent()).toContain('Zipwend app');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('sort and filter tables with a script', async () => {
    const { page, context } = await opened('index.html');
    const names = async (): Promise<readonly string[]> => await page.locator('#ranked tbody tr:visible th').allTextContents();
    await page.locator('#ranked').getByRole('button', { name: 'Product' }).click();
    const sorted = await names();
    expect(sorted.length).toBeGreaterThan(3);
    expect(sorted).toEqual(sorted.toSorted((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
    await page.getByLabel('Show only names with').fill('zipwend');
    expect(await names()).toEqual(['Zipwend app']);
    await context.close();
  });

  it('run nothing that a policy, a product name, a reply or a link brings along', async () => {
    for (const path of [
      'product/evil/camera.html',
      'compare/camera.html',
      'practice/sharing/sale.html',
      'search.html?q=alert&kind=camera',
      'index.html',
    ]) {
      const { page, context, complaints } = await opened(path);
      await page.waitForTimeout(300);
      expect({ path, complaints }).toEqual({ path, complaints: [] });
      const strangers = await page.evaluate(() => ({
        images: document.querySelectorAll('img').length,
        handlers: document.querySelectorAll('[onmouseover],[onerror],[style]').length,
        links: [...document.querySelectorAll('a')].filter((link) => !/^(?:https?|file):/u.test(link.href)).length,
        inline: [...document.querySelectorAll('script')].filter((script) => script.textContent !== '').length,
      }));
      expect({ path, ...strangers }).toEqual({ path, images: 0, handlers: 0, links: 0, inline: 0 });
      await context.close();
    }
  });

  it('open what is folded away when a link leads there, and everything on paper', async () => {
    const { page, context } = await opened('product/veldora/tv.html');
    const hidden = await page.locator('details figure[id]').first().getAttribute('id');
    await page.goto(address(`product/veldora/tv.html#${hidden}`));
    await page.locator(`#${hidden}`).waitFor({ state: 'visible' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.top nav').isVisible()).toBe(false);
    await context.close();
  });

  it('lead back from an address that does not exist', async () => {
    const { page, context } = await opened('product/nobody/nothing/at/all.html');
    await page.getByRole('link', { name: 'The ranking' }).click();
    expect(page.url()).toBe(address('index.html'));
    await context.close();
  });
});
