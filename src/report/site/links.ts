import { harmlessUrl, isWebUrl } from '../harmless.ts';

/** The address of one file of the site as another file links to it: relative, so that the pages work in a folder and below any path. */
export function relative(from: string, to: string): string {
  const [path = '', fragment] = to.split('#');
  const here = from.split('/').slice(0, -1);
  const there = path.split('/');
  if (path === '' || path === from) return fragment === undefined ? (there.at(-1) ?? '') : `#${fragment}`;
  let shared = 0;
  while (shared < here.length && shared < there.length - 1 && here[shared] === there[shared]) shared += 1;
  const way = [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
  return fragment === undefined ? way : `${way}#${fragment}`;
}

/** An address from outside as a link may carry it; nothing where a browser would do anything but open a web page. */
export function outside(url: string | undefined): string | undefined {
  return url !== undefined && isWebUrl(url) ? harmlessUrl(url) : undefined;
}
