import { createHash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { DemoMaker, DemoPage } from './demo-maker.ts';
import { halberry } from './halberry/halberry.ts';
import { pelliqo } from './pelliqo/pelliqo.ts';
import { veldora } from './veldora/veldora.ts';
import { zipwend } from './zipwend/zipwend.ts';

/** A made-up maker whose web site is being served. */
export interface ServedMaker {
  readonly id: string;
  readonly name: string;
  readonly product: string;
  readonly kind: DemoMaker['kind'];
  /** URL of its home page, which links to its policies. */
  readonly home: string;
  /** URLs of the product's documents, main policy first. */
  readonly policies: readonly string[];
}

export interface ServedDemo {
  readonly makers: readonly ServedMaker[];
  /** Ends all servers and open connections. */
  readonly close: () => Promise<void>;
}

interface Resource {
  readonly contentType: string;
  readonly body: Buffer;
  readonly etag: string;
  /** As HTTP writes dates (RFC 9110, 5.6.7). */
  readonly lastModified: string;
}

function resourceOf({ contentType, body, modified }: DemoPage): Resource {
  const bytes = Buffer.from(body);
  const etag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}"`;
  return { contentType, body: bytes, etag, lastModified: new Date(`${modified}T00:00:00Z`).toUTCString() };
}

/** Allows everything but a path of the kind that real sites keep from robots. */
const robots: DemoPage = {
  path: '/robots.txt',
  contentType: 'text/plain; charset=utf-8',
  body: 'User-agent: *\nDisallow: /account/\nAllow: /\n',
  modified: '2025-06-01',
};

function notFound(name: string): Buffer {
  return Buffer.from(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Page not found | ${name}</title></head>
<body><h1>Page not found</h1><p>The page you were looking for has moved or never existed. Go to the <a href="/">home page</a>.</p></body></html>
`);
}

/** RFC 9110, 13.1.2: `*`, or a list of tags of which one is the resource's, weak or not. */
function isUnchanged(request: IncomingMessage, resource: Resource): boolean {
  const tags = request.headers['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => ['*', resource.etag].includes(tag.trim().replace(/^W\//u, '')));
  const since = Date.parse(request.headers['if-modified-since'] ?? '');
  return since >= Date.parse(resource.lastModified);
}

function answer(name: string, resources: ReadonlyMap<string, Resource>, request: IncomingMessage, response: ServerResponse): void {
  const send = (status: number, headers: Readonly<Record<string, string>>, body: Buffer): void => {
    response.writeHead(status, { ...headers, 'content-length': body.length });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    send(405, { allow: 'GET, HEAD', 'content-type': 'text/plain; charset=utf-8' }, Buffer.from('Method not allowed\n'));
    return;
  }
  const path = (request.url ?? '/').split(/[?#]/u)[0] ?? '/';
  const resource = resources.get(path) ?? resources.get(path.replace(/\/+$/u, ''));
  if (resource === undefined) {
    send(404, { 'content-type': 'text/html; charset=utf-8' }, notFound(name));
    return;
  }
  const headers = { etag: resource.etag, 'last-modified': resource.lastModified, 'cache-control': 'max-age=300' };
  if (isUnchanged(request, resource)) response.writeHead(304, headers).end();
  else send(200, { ...headers, 'content-type': resource.contentType }, resource.body);
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The demo server has no port');
  return address.port;
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

async function serve(maker: DemoMaker): Promise<{ readonly served: ServedMaker; readonly server: Server }> {
  const resources = new Map([...maker.pages, robots].map((page) => [page.path, resourceOf(page)] as const));
  const server = createServer((request, response) => answer(maker.name, resources, request, response));
  const origin = `http://127.0.0.1:${await listen(server)}`;
  const { id, name, product, kind } = maker;
  const served = { id, name, product, kind, home: `${origin}/`, policies: maker.policies.map((path) => origin + path) };
  return { served, server };
}

/**
 * Serves the web sites of the four made-up makers on free ports of 127.0.0.1, each as a host of its own, as the web has it:
 * home page, policies, terms, robots.txt, a page for what is not there, and validators for conditional requests.
 */
export async function serveDemo(): Promise<ServedDemo> {
  const sites = await Promise.all([veldora, halberry, zipwend, pelliqo].map((maker) => serve(maker)));
  return {
    makers: sites.map(({ served }) => served),
    close: async () => {
      await Promise.all(sites.map(({ server }) => close(server)));
    },
  };
}
