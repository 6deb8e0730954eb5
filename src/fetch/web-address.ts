import type { Outcome } from '../model/failure.ts';
import { printable } from './printable.ts';

/** Longest address that is asked for, in characters. RFC 9110 section 4.1 recommends support for at least 8000 octets. */
const longestAddress = 8000;

/**
 * Ports of other services, which a request could be made to say something to. Source: Fetch Standard, "bad port" (fetch.spec.whatwg.org/#port-blocking,
 * 2026-11), and databases and caches that listen without a password.
 */
const badPorts: ReadonlySet<string> = new Set(
  (
    '1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 ' +
    '513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 2375 3306 3659 4045 4190 5060 5061 5432 6000 6379 6566 ' +
    '6665 6666 6667 6668 6669 6679 6697 9100 10080 11211 27017'
  ).split(' '),
);

/**
 * The address to ask, without its fragment (which is never sent), or `not-allowed`: not a URL, not http(s), with a name and password in it, on a port of
 * another service, or absurdly long.
 * `base` is the page a redirect comes from.
 */
export function webAddress(text: string, base?: URL): Outcome<URL> {
  const refused = (detail: string): Outcome<URL> => ({ ok: false, failure: { kind: 'not-allowed', detail } });
  if (text.length > longestAddress) return refused(`the address is ${text.length} characters long, the limit is ${longestAddress}`);
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  if (url === undefined) return refused(`"${printable(text)}" is not a web address`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return refused(`only http: and https: are fetched, not ${printable(url.protocol, 40)}`);
  // Not repeated in the message: it may be somebody's password.
  if (url.username !== '' || url.password !== '') return refused(`the address for ${url.host} has a user name or password in it`);
  if (badPorts.has(url.port)) return refused(`port ${url.port} of ${url.hostname} is no port of a web site`);
  url.hash = '';
  return { ok: true, value: url };
}
