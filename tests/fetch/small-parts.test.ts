import { describe, expect, test } from 'vitest';
import { networkTrouble } from '../../src/fetch/network-trouble.ts';
import { printable } from '../../src/fetch/printable.ts';
import { retryAfter } from '../../src/fetch/retry-after.ts';
import { sizeInWords } from '../../src/fetch/size-in-words.ts';

describe('Retry-After', () => {
  const now = Date.parse('2026-03-01T12:00:00Z');
  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    ['Sunday, 01-Mar-26 12:01:00 GMT', 60_000],
    ['Sun Mar  1 12:01:00 2026 GMT', 60_000],
    ['Sun, 01 Mar 2020 12:00:00 GMT', 0],
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['Sun, 99 Foo 2026', undefined],
  ])('"%s" asks for %s ms', (header, ms) => {
    expect(retryAfter(header, now)).toBe(ms);
  });
});

describe('words of a server', () => {
  test('lose what moves a cursor, hides, or turns a line round', () => {
    expect(printable('a\u001b[2Jb\u0007\u009bc\u202ed\u200be\u2028f\r\ng')).toBe('a [2Jb c d e f g');
  });

  test('are cut where they get too long', () => {
    expect(printable('a'.repeat(500), 10)).toBe(`${'a'.repeat(9)}…`);
  });
});

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [20_000_000, '20 MB'],
  [31_240_000, '31.2 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});

describe('an error of the connection', () => {
  const at = new URL('https://tv.example:8443/');
  const coded = (code: string): Error => Object.assign(new Error('a message that may change'), { code });

  test.each([
    ['ENOTFOUND', 'dns', false],
    ['EAI_AGAIN', 'dns', true],
    ['ECONNREFUSED', 'refused', false],
    ['ECONNRESET', 'network', true],
    ['EHOSTUNREACH', 'network', false],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', false],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', false],
    ['ESOMETHINGNEW', 'network', false],
  ])('%s is %s', (code, kind, passing) => {
    expect(networkTrouble(coded(code), at)).toMatchObject({ failure: { kind }, passing });
  });

  test('of several addresses at once is told by the first', () => {
    expect(networkTrouble(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]), at).failure.kind).toBe('refused');
  });

  test('that is no error of a connection is a bug, and thrown on', () => {
    expect(() => networkTrouble(new TypeError('x is not a function'), at)).toThrow('x is not a function');
    expect(() => networkTrouble(coded('ERR_INVALID_ARG_TYPE'), at)).toThrow('a message that may change');
    expect(networkTrouble(coded('constructor'), at).failure.kind).toBe('network');
  });
});
