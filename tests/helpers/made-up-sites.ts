import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Route } from './loopback-web.ts';

/** A page of HTML, or anything a route can do. */
export type SitePage = string | Route;

/** The pages of each host by path; what is not there is a 404 with words. */
export type Sites = Readonly<Record<string, Readonly<Record<string, SitePage>>>>;

export interface MadeUpSites {
  readonly port: number;
  /** `http://host:port/path` of a page of these sites. */
  readonly url: (host: string, path?: string) => string;
  /** Every request as `host/path`, robots.txt left out. */
  readonly asked: () => readonly string[];
  /** Most requests that were under way at one host at the same time, over all hosts; and over all hosts together. */
  readonly busiest: () => { readonly host: number; readonly all: number };
  readonly close: () => Promise<void>;
}

/** Serves made-up sites, told apart by their `Host`. `holdMs` keeps each answer back, so that requests can be under way together. */
export async function startSites(sites: Sites, holdMs = 0): Promise<MadeUpSites> {
  const asked: string[] = [];
  const underWay = new Map<string, number>();
  const busiest = { host: 0, all: 0 };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const host = (request.headers.host ?? '').replace(/:\d+$/u, '');
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path !== '/robots.txt') asked.push(host + (request.url ?? ''));
    underWay.set(host, (underWay.get(host) ?? 0) + 1);
    busiest.host = Math.max(busiest.host, underWay.get(host) ?? 0);
    busiest.all = Math.max(
      busiest.all,
      [...underWay.values()].reduce((sum, count) => sum + count, 0),
    );
    response.once('close', () => underWay.set(host, (underWay.get(host) ?? 1) - 1));
    if (holdMs > 0) await new Promise((resolve) => setTimeout(resolve, holdMs));
    const page = sites[host]?.[request.url ?? ''] ?? sites[host]?.[path];
    if (page === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Page not found</h1>');
    else if (typeof page === 'string') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    else await page(request, response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: (host, path = '/') => `http://${host}:${port}${path}`,
    asked: () => asked,
    busiest: () => busiest,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A page with a menu, content and a footer; links are `[words, address]`. */
export function sitePage(
  title: string,
  content: string,
  {
    lang = 'en',
    head = '',
    menu = [],
    footer = [],
  }: { readonly lang?: string; readonly head?: string; readonly menu?: readonly Link[]; readonly footer?: readonly Link[] } = {},
): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>
<header><nav>${menu.map(anchor).join(' ')}</nav></header>
<main>${content}</main>
<footer>${footer.map(anchor).join(' | ')} <p>All rights reserved.</p></footer></body></html>`;
}

export type Link = readonly [words: string, href: string];

const anchor = ([words, href]: Link): string => `<a href="${href}">${words}</a>`;

/** What stands on a home page. */
export const hero = '<h1>Pictures that move you</h1><p>The new screen is here.</p><p>From 299 in all good shops.</p>';

/** A policy of a made-up maker, long and plain enough to be one; `about` are sentences of its own, which tell it from others. */
export function policyWords(maker: string, title = 'Privacy Policy', about = ''): string {
  return `<h1>${title}</h1>
<p>This is how ${maker} collects, uses and shares personal information when you use our products. ${about}</p>
<h2>What we collect</h2>
<p>We collect your name, your email address and your postal address when you create an account with ${maker}.</p>
<p>We collect information about your device, such as its serial number and its IP address, when it connects to our servers.</p>
<p>We collect information about how you use our services, including the apps that you open and the pages that you visit.</p>
<h2>How we use it</h2>
<p>We use your personal information to provide our services, to improve our products and to send you offers.</p>
<p>We use cookies and similar technologies to recognise your browser and to measure how our website is used.</p>
<h2>With whom we share it</h2>
<p>We share personal information with service providers who process it on our behalf.</p>
<p>We may disclose personal information to law enforcement if we are required to do so by law.</p>
<p>We do not sell your personal information to third parties.</p>
<h2>Your rights</h2>
<p>You may ask us to access, correct or delete your personal information at any time by writing to privacy@${maker.toLowerCase()}.test.</p>
<p>We retain your personal information for as long as you have an account, and we delete it within 90 days after you close it.</p>
<p>We protect your personal information with encryption and limit access to it to employees who need it.</p>
${about === '' ? '' : `<h2>More</h2><p>${about}</p>`}`;
}

/** The sentences of a voice notice. */
export const voiceWords = (maker: string): string =>
  `<h1>Voice Recognition Notice</h1>
<p>When you use voice recognition, ${maker} collects your voice commands and sends them to a service provider that converts speech into text.</p>
<p>We store recordings of your voice and transcripts for 24 months and use them to improve the feature.</p>
<p>Our employees and our service providers may listen to some recordings to correct what the software understood.</p>
<p>You can delete your voice recordings and turn off voice recognition in the settings of your ${maker} device at any time.</p>
<p>We do not share voice recordings with advertisers, and we do not use your voice to identify you.</p>`;

/** The same policy in German. */
export const germanPolicy = `<h1>Datenschutzerklärung</h1>
<p>Diese Datenschutzerklärung beschreibt, welche personenbezogenen Daten wir erheben, wie wir sie verwenden und an wen wir sie weitergeben.</p>
<p>Wir erheben Ihren Namen, Ihre E-Mail-Adresse und Ihre Anschrift, wenn Sie ein Konto anlegen, und verarbeiten diese personenbezogenen Daten zur Erfüllung des Vertrags.</p>
<p>Wir geben personenbezogene Daten an Dienstleister weiter, die sie in unserem Auftrag verarbeiten, und an Behörden, wenn wir gesetzlich dazu verpflichtet sind.</p>
<p>Sie können jederzeit Auskunft über Ihre personenbezogenen Daten verlangen und deren Löschung fordern. Der Datenschutz ist uns wichtig.</p>
<p>Wir verwenden Cookies, um unsere Website zu verbessern, und speichern Ihre Daten so lange, wie es für die genannten Zwecke erforderlich ist.</p>`;
