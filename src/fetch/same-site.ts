import { getDomain } from 'tldts';

/** Neighbours at one host (a.github.io, b.github.io) are not one owner. */
const privateSuffixes = { allowPrivateDomains: true };

/** The part of an address that its owner registered ("tv.example.co.uk" → "example.co.uk", by the Public Suffix List); null for an IP address and such. */
export const registeredIn = (url: string): string | null => (URL.canParse(url) ? getDomain(new URL(url).hostname, privateSuffixes) : null);

/** Whether two addresses belong to one owner: the same registered domain, or, for IP addresses and such, the same host name. */
export function sameSite(a: string, b: string): boolean {
  if (!URL.canParse(a) || !URL.canParse(b)) return false;
  if (new URL(a).hostname === new URL(b).hostname) return true;
  const domain = registeredIn(a);
  return domain !== null && domain === registeredIn(b);
}
