import { getDomain } from 'tldts';

/** Neighbours at one host (a.github.io, b.github.io) are not one owner. */
const privateSuffixes = { allowPrivateDomains: true };

/** Whether two addresses belong to one owner: the same registered domain (Public Suffix List), or, for IP addresses and such, the same host name. */
export function sameSite(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  const [one, other] = [new URL(a).hostname, new URL(b).hostname];
  if (one === other) return true;
  const domain = getDomain(one, privateSuffixes);
  return domain !== null && domain === getDomain(other, privateSuffixes);
}
