import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector } from 'undici';
import type { Exchange } from '../model/exchange.ts';
import { createWire, listen } from './wire.ts';

/** A name's addresses, as strings such as "192.0.2.1" or "2001:db8::1". Rejects as `dns.promises.lookup` does when there is none. */
export type Resolve = (hostname: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export interface GuardOptions {
  /** Loopback, private, unique-local and shared (RFC 6598) addresses may be asked too. */
  readonly allowPrivate: boolean;
  readonly resolve: Resolve;
  /** Certificate authorities in PEM to trust beside Node's own. */
  readonly extraAuthorities: readonly string[];
  readonly limits: { readonly headerBytes: number; readonly firstByteMs: number };
  /** Is given every exchange as its bytes went over the wire; where it is there, the agent's connections are listened to. */
  readonly onExchange?: (exchange: Exchange) => void;
}

/** The error of a connection that was refused here, before or just after it was made. */
export interface BlockedAddress extends Error {
  readonly code: 'EARSHOT_BLOCKED';
  readonly address: string;
  /** What the address is: "a loopback address". */
  readonly what: string;
}

/** Where cloud machines serve their own credentials. Never asked, not even with `allowPrivate`; 169.254.0.0/16 is out as link-local anyway. */
const metadataAddresses: ReadonlySet<string> = new Set([
  '168.63.129.16', // Azure's WireServer, a public-looking address: learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  '100.100.100.200', // Alibaba Cloud: alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata
  'fd00:ec2::254', // AWS on IPv6: docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
  'fd20:ce::254', // Google Cloud on IPv6: cloud.google.com/compute/docs/metadata/querying-metadata
]);

const privateRanges: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);

const rangeNames: Readonly<Record<string, string>> = {
  loopback: 'a loopback address',
  private: 'a private address',
  uniqueLocal: 'a private address',
  carrierGradeNat: 'a shared carrier address',
  linkLocal: 'a link-local address',
  unspecified: 'the unspecified address',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
};

/** The only part of IPv6 handed out as global unicast (IANA, "Internet Protocol Version 6 Address Space", RFC 4291). */
const globalIpv6 = ipaddr.parseCIDR('2000::/3');

/**
 * What forbids connecting to this address ("a loopback address"), or undefined where it may be asked. IPv4 written inside IPv6 (::ffff:0:0/96) is
 * judged as the IPv4 address it is; the tunnels (6to4, Teredo, NAT64) are refused whole, since any IPv4 address can hide in them.
 */
export function forbidden(address: string, allowPrivate: boolean): string | undefined {
  if (isIP(address) === 0) return 'not an address';
  const ip = addressOf(address);
  if (metadataAddresses.has(ip.toString())) return "a cloud machine's metadata address";
  const range = ip.range();
  if (allowPrivate && privateRanges.has(range)) return undefined;
  if (range !== 'unicast') return rangeNames[range] ?? 'an address reserved for special use';
  return ip.kind() === 'ipv6' && !ip.match(globalIpv6) ? 'an address outside the public part of IPv6' : undefined;
}

/** Spelled as URLs spell it first: ipaddr.js takes the long dead ::8.8.8.8 (RFC 4291 section 2.5.5.1) for 8.8.8.8, which is not where a socket goes. */
function addressOf(address: string): ipaddr.IPv4 | ipaddr.IPv6 {
  if (isIP(address) === 4) return ipaddr.IPv4.parse(address);
  const [withoutZone = ''] = address.split('%');
  const ip = ipaddr.IPv6.parse(new URL(`http://[${withoutZone}]`).hostname.slice(1, -1));
  return ip.isIPv4MappedAddress() ? ip.toIPv4Address() : ip;
}

/**
 * An HTTP agent that connects to permitted addresses only. Checked at the moment of connecting, on the very addresses handed to the socket, and once more
 * on the address the socket reached: what a name resolved to at any other time does not matter. IP literals never see a lookup, so they are checked apart.
 */
export function guardedAgent(options: GuardOptions): Agent {
  const { allowPrivate, resolve, extraAuthorities, limits } = options;
  const lookup: LookupFunction = (hostname, asked, callback) => {
    resolve(hostname).then(
      (found) => {
        const usable = found.filter(({ address }) => forbidden(address, allowPrivate) === undefined);
        const first = usable[0];
        if (first === undefined) callback(blocked(found[0]?.address ?? 'no address', allowPrivate), '', 0);
        else if (asked.all === true) callback(null, [...usable]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('the name could not be resolved', { cause: error }), '', 0),
    );
  };
  const connect = buildConnector({
    lookup,
    timeout: limits.firstByteMs,
    autoSelectFamily: true,
    ...(extraAuthorities.length > 0 ? { ca: [...rootCertificates, ...extraAuthorities] } : {}),
  });
  const wire = options.onExchange === undefined ? undefined : createWire();
  const agent = new Agent({
    connect: (target, callback) => {
      const literal = target.hostname.replace(/^\[|\]$/g, '');
      if (isIP(literal) !== 0 && forbidden(literal, allowPrivate) !== undefined) {
        callback(blocked(literal, allowPrivate), null);
        return;
      }
      connect(target, (...[error, socket]) => {
        const reached = socket?.remoteAddress;
        if (socket === null || error !== null) callback(error ?? new Error('no socket and no error'), null);
        else if (reached !== undefined && forbidden(reached, allowPrivate) !== undefined) {
          socket.destroy();
          callback(blocked(reached, allowPrivate), null);
        } else {
          wire?.tap(socket, `${target.protocol}//${target.host}`);
          callback(null, socket);
        }
      });
    },
    connections: 1,
    pipelining: 1,
    maxHeaderSize: limits.headerBytes,
    // Deadlines are kept by the one who asks, for the whole of an answer: undici's own clock ticks in half seconds and starts anew with every byte.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return wire === undefined ? agent : listen(agent, wire);
}

function blocked(address: string, allowPrivate: boolean): BlockedAddress {
  const what = forbidden(address, allowPrivate) ?? 'no address at all';
  return Object.assign(new Error(`${address} is ${what}`), { code: 'EARSHOT_BLOCKED' as const, address, what });
}

export function isBlockedAddress(error: unknown): error is BlockedAddress {
  return error instanceof Error && 'code' in error && error.code === 'EARSHOT_BLOCKED';
}
