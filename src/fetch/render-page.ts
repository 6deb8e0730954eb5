import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { BrowserContext, BrowserType, CDPSession } from 'playwright-core';
import type { Failure, Outcome } from '../model/failure.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { FetchOptions } from './fetch-options.ts';
import { findBrowser, type BrowserPlaces } from './find-browser.ts';
import { requestDesk, requestLimits, type RequestDesk } from './render-requests.ts';
import { measureScript, openScript, scrollScript, serialiseScript } from './render-script.ts';

/** How pages are built by a browser. */
export interface RenderOptions {
  readonly browser: BrowserPlaces;
  readonly limits?: Partial<RenderLimits>;
}

export interface RenderLimits {
  /** Milliseconds for the start of the browser. */
  readonly startMs: number;
  /** Milliseconds for the page to come to rest, each time it is waited for. */
  readonly restMs: number;
  /** Milliseconds for everything, the start apart. */
  readonly totalMs: number;
  /** Characters of the page written out as HTML. */
  readonly characters: number;
}

/** 20 M characters as for every document; a start takes 0.3 s (DEPENDENCIES.md), a busy machine some more; the rest are twice what a patient reader waits. */
const renderLimits: RenderLimits = { startMs: 20_000, restMs: 10_000, totalMs: 60_000, characters: 20_000_000 };

/** At rest: so many equal measurements in a row, so many milliseconds apart, and nothing under way. */
const rest = { equal: 3, everyMs: 200 } as const;

/** A `Snapshot` of the page as a browser shows it. */
export type RenderOutcome = Outcome<Snapshot & { readonly rendered: true }>;

/**
 * Builds a page that was fetched in an installed browser: lets its scripts run, waits until it has come to rest, opens what is folded, and gives the whole
 * of it as HTML. The browser asks us for everything and never the network: all addresses are checked as for any fetch, documents by robots.txt too; no
 * downloads, no permissions, no service workers, no cookies kept, one browser for one page. It says who it is, as we do everywhere.
 */
export async function renderPage(page: Snapshot, options: FetchOptions, render: RenderOptions): Promise<RenderOutcome> {
  const limits = { ...renderLimits, ...render.limits };
  const executablePath = await findBrowser(render.browser);
  if (executablePath === undefined) return needsScripts(noBrowser(render.browser));
  const chromium = await playwright();
  if (chromium === undefined) return needsScripts(noPlaywright);

  // Whatever would go round our own answers (a live connection, a name looked up ahead) ends here.
  const deadEnd = createServer((socket) => socket.destroy());
  deadEnd.listen(0, '127.0.0.1');
  await once(deadEnd, 'listening');
  const listening = deadEnd.address();
  const port = typeof listening === 'object' && listening !== null ? listening.port : 0;
  try {
    const browser = await chromium
      .launch({
        executablePath,
        timeout: limits.startMs,
        // As root Chrome has no sandbox to offer and does not start with one.
        chromiumSandbox: process.platform !== 'linux' || process.getuid?.() !== 0,
        proxy: { server: `http://127.0.0.1:${port}`, bypass: '<-loopback>' },
        args: guardedArgs,
      })
      .catch((error: unknown) => (error instanceof Error ? error : new Error('it did not start', { cause: error })));
    if (browser instanceof Error) return needsScripts(`${executablePath} could not be started: ${firstLine(browser)}`);
    const { sameSite } = await import('./same-site.ts');
    const desk = requestDesk(page, options, requestLimits, sameSite);
    try {
      const context = await browser.newContext({
        userAgent: options.userAgent,
        locale: firstLanguage(options.acceptLanguage),
        acceptDownloads: false,
        permissions: [],
        serviceWorkers: 'block',
        viewport: { width: 1280, height: 1024 },
      });
      const outcome = await within(limits.totalMs, async (): Promise<RenderOutcome> => await built(page, context, desk, limits));
      if (outcome.ok) {
        const { finalUrl: url, body: html } = outcome.value;
        options.onBuiltPage?.({ url, at: new Date(options.clock()).toISOString(), html });
      }
      return outcome;
    } finally {
      await Promise.all([desk.close(), browser.close()]);
      options.politeness.postpone(new URL(page.finalUrl).hostname, options.allowPrivate ? 0 : options.limits.pauseMs);
    }
  } finally {
    deadEnd.close();
  }
}

/** Why no page can be built here, as a clause; undefined where it can, as far as can be told without starting the browser. */
export async function cannotRender(browser: BrowserPlaces): Promise<string | undefined> {
  if ((await findBrowser(browser)) === undefined) return noBrowser(browser);
  return (await playwright()) === undefined ? noPlaywright : undefined;
}

const noPlaywright = 'playwright-core is not installed';

function noBrowser({ named }: BrowserPlaces): string {
  return named === undefined ? 'no Chrome or Chromium was found' : `${named} is no browser that can be run`;
}

/** Nothing beside our answers may reach the network, nothing may be asked before it is needed, and nothing may take all of the memory. */
const guardedArgs = [
  '--disable-quic',
  '--dns-prefetch-disable',
  '--no-pings',
  '--disable-extensions',
  '--disable-background-networking',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--js-flags=--max-old-space-size=512',
  '--mute-audio',
];

async function built(page: Snapshot, context: BrowserContext, desk: RequestDesk, limits: RenderLimits): Promise<RenderOutcome> {
  await context.route(/^/u, async (route) => {
    // A page that is closed while we fetch wants no answer any more.
    await desk.answer(route).catch(() => undefined);
  });
  await context.routeWebSocket(/^/u, async (socket) => await socket.close());
  const tab = await context.newPage();
  context.on('page', (other) => void other.close().catch(() => undefined));
  let crashed = false;
  tab.on('crash', () => {
    crashed = true;
  });
  tab.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined));
  await tab.goto(page.finalUrl, { waitUntil: 'commit', timeout: limits.restMs }).catch(() => undefined);
  const view = await viewOf(context, tab);
  try {
    await atRest(view, desk, limits.restMs);
    await view.run(scrollScript);
    await atRest(view, desk, limits.restMs);
    desk.stay();
    const whole = serialiseScript(limits.characters);
    const before = written(await view.run(whole));
    const opened = await view.run(openScript);
    if (opened !== 0) await atRest(view, desk, limits.restMs);
    const after = opened === 0 ? before : written(await view.run(whole));
    // What was opened may have led elsewhere inside the page, or have closed more than it opened.
    const isSame = after !== undefined && before !== undefined && samePage(after.href, before.href) && after.text >= before.text * 0.9;
    const best = isSame ? after : before;
    if (best === undefined && crashed) return failed('too-slow', 'the browser gave the page up');
    if (best === undefined) return failed('too-large', 'the page as the browser built it is larger than 20 MB, or it could not be read');
    const html =
      best.html.replace(/<\/body>\s*<\/html>\s*$/u, '') +
      (await otherFrames(view, best.href)) +
      (best.html.endsWith('</body></html>') ? '</body></html>' : '');
    return { ok: true, value: snapshotOf(page, desk, best.href, html) };
  } finally {
    await view.end();
  }
}

function snapshotOf(page: Snapshot, desk: RequestDesk, href: string, html: string): Snapshot & { readonly rendered: true } {
  const body = Buffer.from(html);
  const [address = ''] = href.split('#');
  const finalUrl = /^https?:/u.test(address) ? address : desk.document().finalUrl;
  const { ['content-language']: language } = page.headers;
  return {
    ...page,
    finalUrl,
    redirects: finalUrl === page.finalUrl ? page.redirects : [...page.redirects, finalUrl],
    headers: { ...(language === undefined ? {} : { 'content-language': language }), 'content-type': 'text/html; charset=utf-8' },
    sha256: createHash('sha256').update(body).digest('hex'),
    body,
    rendered: true,
  };
}

/** A way to run our own scripts in a page, out of its reach. */
interface View {
  /** The script's value in the main frame, or in another of the page's process; undefined where it could not run or took more than 15 s. */
  readonly run: (script: string, frame?: string) => Promise<unknown>;
  /** Ids of the frames below the main one, with their addresses, as far as they share its process: those of its own site. */
  readonly frames: () => Promise<readonly { readonly id: string; readonly url: string }[]>;
  readonly end: () => Promise<void>;
}

interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string };
  readonly childFrames?: readonly FrameTree[];
}

async function viewOf(context: BrowserContext, tab: Parameters<BrowserContext['newCDPSession']>[0]): Promise<View> {
  const session: CDPSession = await context.newCDPSession(tab);
  const worlds = new Map<string, number>();
  // A new document in a frame has new worlds.
  session.on('Runtime.executionContextsCleared', () => worlds.clear());
  session.on('Page.frameNavigated', ({ frame }) => worlds.delete(frame.id));
  await session.send('Page.enable');
  await session.send('Runtime.enable');
  const tree = async (): Promise<FrameTree> => (await session.send('Page.getFrameTree')).frameTree;
  const run = async (script: string, frame?: string): Promise<unknown> => {
    try {
      const frameId = frame ?? (await tree()).frame.id;
      const known = worlds.get(frameId);
      const contextId = known ?? (await session.send('Page.createIsolatedWorld', { frameId, worldName: 'earshot' })).executionContextId;
      worlds.set(frameId, contextId);
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression: script,
        contextId,
        returnByValue: true,
        awaitPromise: true,
        timeout: 15_000,
      });
      return exceptionDetails === undefined ? result.value : undefined;
    } catch {
      // The document went away while it was looked at: the next look finds the new one.
      return undefined;
    }
  };
  return {
    run,
    frames: async () => below(await tree()),
    end: async () => await session.detach().catch(() => undefined),
  };
}

function below({ childFrames = [] }: FrameTree): readonly { readonly id: string; readonly url: string }[] {
  return childFrames.flatMap((child) => [child.frame, ...below(child)]).slice(0, 20);
}

/** Frames of the same site and another origin, which the page's own script cannot look into; those of its own origin are part of it already. */
async function otherFrames(view: View, href: string): Promise<string> {
  const origin = URL.canParse(href) ? new URL(href).origin : '';
  const parts: string[] = [];
  for (const { id, url } of await view.frames().catch(() => [])) {
    if (!/^https?:/u.test(url) || new URL(url).origin === origin) continue;
    const part = written(await view.run(serialiseScript(5_000_000), id));
    const body = part?.html.match(/<body[^>]*>([^]*)<\/body>/u)?.[1];
    if (body !== undefined) parts.push(`<div>${body}</div>`);
  }
  return parts.join('');
}

/** Waits until the page has not changed for a while and nothing is under way; at most `mostMs`. */
async function atRest(view: View, desk: RequestDesk, mostMs: number): Promise<void> {
  const began = performance.now();
  let last = '';
  let equal = 0;
  while (equal < rest.equal && performance.now() - began < mostMs) {
    await new Promise((resolve) => setTimeout(resolve, rest.everyMs));
    const now = JSON.stringify((await view.run(measureScript)) ?? `not there ${performance.now()}`);
    equal = now === last && desk.open() === 0 ? equal + 1 : 0;
    last = now;
  }
}

interface Written {
  readonly html: string;
  readonly text: number;
  readonly href: string;
}

function written(value: unknown): Written | undefined {
  if (typeof value !== 'object' || value === null || !('html' in value) || !('text' in value) || !('href' in value)) return undefined;
  const { html, text, href } = value;
  return typeof html === 'string' && typeof text === 'number' && typeof href === 'string' ? { html, text, href } : undefined;
}

function samePage(a: string, b: string): boolean {
  return a.split('#')[0] === b.split('#')[0];
}

/** playwright-core where the person has installed it. */
async function playwright(): Promise<BrowserType | undefined> {
  try {
    return (await import('playwright-core')).chromium;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

async function within(ms: number, job: () => Promise<RenderOutcome>): Promise<RenderOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<RenderOutcome>((resolve) => {
    timer = setTimeout(() => resolve(failed('too-slow', `the browser was not done with it after ${ms / 1000} s`)), ms);
  });
  const done = job();
  // Once it is too late its trouble (the browser is closed under it) is nobody's.
  done.catch(() => undefined);
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}

function needsScripts(detail: string): RenderOutcome {
  return failed('needs-scripts', detail);
}

function failed(kind: Failure['kind'], detail: string): RenderOutcome {
  return { ok: false, failure: { kind, detail } };
}

/** Such as `en-US` of "en-US,en;q=0.9". */
function firstLanguage(acceptLanguage: string): string {
  const first = acceptLanguage.split(/[,;]/u)[0]?.trim() ?? '';
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$/u.test(first) ? first : 'en-US';
}

function firstLine(error: Error): string {
  return (error.message.split('\n')[0] ?? '').slice(0, 200);
}
