import { createHash } from 'node:crypto';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** `Deutsche Bahn` → `deutsche-bahn`; a name with other letters than Latin gets some digits made of it. At most 70 characters. */
export function idOf(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const id = plain
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/gu, '');
  if (id !== '' && !/[^\p{ASCII}]/u.test(plain)) return id;
  const made = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return id === '' ? `service-${made}` : `${id}-${made}`;
}

/** An id for a policy of which only the address is known: `https://www.example.com/legal/privacy` → `example-com/legal-privacy`. */
export function policyIdOfAddress(url: string): string {
  const { protocol, hostname, pathname, search } = new URL(url);
  if (protocol === 'file:') return `file/${idOf(decoded(pathname.split('/').at(-1) ?? ''))}`;
  return `${idOf(hostname.replace(/^www\./u, '') || 'file')}/${pathname === '/' ? 'home' : idOf(decoded(`${pathname.slice(1)}${search}`))}`;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** `maker/slug` as a person wrote it. */
export function policyIdNamed(written: string): string {
  if (/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*(?:~\d+)?$/u.test(written) && written.length <= 140) return written;
  throw new UserError(
    `"${shortened(written)}" is no id of a policy: it is written maker/policy, in small letters, digits and hyphens, such as samsung/privacy-policy.`,
  );
}
