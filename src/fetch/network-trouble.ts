import { errors } from 'undici';
import type { Failure, FailureKind } from '../model/failure.ts';
import { isBlockedAddress } from './address-guard.ts';

export interface NetworkTrouble {
  readonly failure: Failure;
  /** Asking again may help: the trouble is of the moment. */
  readonly passing: boolean;
  readonly cause: unknown;
}

type Known = readonly [kind: FailureKind, detail: (at: URL) => string, passing: boolean];

/** Error codes of Node's getaddrinfo and sockets (nodejs.org/docs/latest-v20.x/api/errors.html), of undici, and of its parser. */
const knownCodes: Readonly<Record<string, Known>> = {
  ENOTFOUND: ['dns', ({ hostname }) => `there is no address for the name ${hostname}`, false],
  ENODATA: ['dns', ({ hostname }) => `there is no address for the name ${hostname}`, false],
  EAI_AGAIN: ['dns', ({ hostname }) => `the name server gave no answer for ${hostname}`, true],
  EAI_FAIL: ['dns', ({ hostname }) => `the name server failed on ${hostname}`, true],
  EAI_NODATA: ['dns', ({ hostname }) => `there is no address for the name ${hostname}`, false],
  EAI_NONAME: ['dns', ({ hostname }) => `there is no address for the name ${hostname}`, false],
  ECONNREFUSED: ['refused', ({ host }) => `${host} refused the connection`, false],
  ECONNRESET: ['network', ({ host }) => `${host} broke off the connection`, true],
  EPIPE: ['network', ({ host }) => `${host} broke off the connection`, true],
  UND_ERR_SOCKET: ['network', ({ host }) => `${host} broke off the connection`, true],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['network', ({ host }) => `${host} sent another number of bytes than it had announced`, true],
  EHOSTUNREACH: ['network', ({ host }) => `there is no way to ${host} from here`, false],
  ENETUNREACH: ['network', ({ host }) => `there is no way to ${host} from here`, false],
  EADDRNOTAVAIL: ['network', ({ host }) => `there is no way to ${host} from here`, false],
  EACCES: ['network', ({ host }) => `this machine does not let Earshot connect to ${host}`, false],
  EPERM: ['network', ({ host }) => `this machine does not let Earshot connect to ${host}`, false],
  ETIMEDOUT: ['timeout', ({ host }) => `no connection to ${host} in time`, false],
  UND_ERR_CONNECT_TIMEOUT: ['timeout', ({ host }) => `no connection to ${host} in time`, false],
  UND_ERR_HEADERS_OVERFLOW: ['too-large', ({ host }) => `${host} sent more response headers than are read`, false],
  ERR_STREAM_PREMATURE_CLOSE: ['network', ({ host }) => `${host} broke off the connection`, true],
  UND_ERR_INFO: ['network', ({ host }) => `${host} broke off the connection`, true],
  EPROTO: ['tls', ({ host }) => `no secure connection to ${host}: it does not speak TLS properly`, false],
  CERT_HAS_EXPIRED: ['tls', ({ hostname }) => `the certificate of ${hostname} has expired`, false],
  CERT_NOT_YET_VALID: ['tls', ({ hostname }) => `the certificate of ${hostname} is not valid yet`, false],
  DEPTH_ZERO_SELF_SIGNED_CERT: ['tls', ({ hostname }) => `the certificate of ${hostname} is signed by itself`, false],
  SELF_SIGNED_CERT_IN_CHAIN: ['tls', ({ hostname }) => `the certificate of ${hostname} comes from an authority that is not trusted`, false],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'tls',
    ({ hostname }) => `the certificate of ${hostname} comes without the chain that proves it`,
    false,
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', ({ hostname }) => `the certificate of ${hostname} is for another name`, false],
};

/** The verification codes of OpenSSL that Node hands on by name (nodejs.org/docs/latest-v20.x/api/tls.html, "X509 certificate error codes"). */
const certificateCodes: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'UNSPECIFIED',
]);

/** What an error of the connection to `at` means, told by its code. An error that is none of the network's is a bug of ours and is thrown on. */
export function networkTrouble(error: unknown, at: URL): NetworkTrouble {
  const trouble = (kind: FailureKind, detail: string, passing = false): NetworkTrouble => ({
    failure: { kind, detail },
    passing,
    cause: error,
  });
  if (isBlockedAddress(error)) {
    const host = at.hostname.replace(/^\[|\]$/g, '');
    return trouble('not-allowed', error.address === host ? `${host} is ${error.what}` : `${host} leads to ${error.address}, ${error.what}`);
  }
  const code = codeOf(error);
  const known = Object.hasOwn(knownCodes, code) ? knownCodes[code] : undefined;
  if (known !== undefined) return trouble(known[0], known[1](at), known[2]);
  if (certificateCodes.has(code) || /^ERR_(SSL|TLS)_/.test(code)) return trouble('tls', `no secure connection to ${at.host} (${code})`);
  // Without a code where the very first line is not HTTP's.
  if (error instanceof errors.HTTPParserError) return trouble('network', `what ${at.host} sent is not HTTP`);
  // A coded error we have no sentence for still is the network's doing, unless it says that we asked wrongly.
  if (code !== '' && !code.includes('INVALID')) return trouble('network', `the connection to ${at.host} failed (${code})`);
  throw error;
}

/** Several addresses tried in turn fail as one AggregateError: then the first one's code counts. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}
