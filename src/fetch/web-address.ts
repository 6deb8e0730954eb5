import type { Outcome } from '../model/failure.ts';
import { printable } from './printable.ts';

/** Longest address that is asked for, in characters. RFC 9110 section 4.1 recommends support for at least 8000 octets. */
const longestAddress = 8000;

/**
 * The address to ask, without its fragment (which is never sent), or `not-allowed`: not a URL, not http(s), with a name and password in it, or absurdly long.
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
  url.hash = '';
  return { ok: true, value: url };
}
