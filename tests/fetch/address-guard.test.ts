import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forbidden } from '../../src/fetch/address-guard.ts';

describe('an address', () => {
  test.each(['8.8.8.8', '1.1.1.1', '93.184.216.34', '2606:4700::1111', '2a00:1450:4001::1', '::ffff:8.8.8.8'])(
    'of the public web may be asked: %s',
    (address) => {
      expect(forbidden(address, false)).toBeUndefined();
    },
  );

  test.each([
    ['127.0.0.1', 'a loopback address'],
    ['127.255.255.254', 'a loopback address'],
    ['::1', 'a loopback address'],
    ['::ffff:127.0.0.1', 'a loopback address'],
    ['10.0.0.1', 'a private address'],
    ['172.16.0.1', 'a private address'],
    ['172.31.255.255', 'a private address'],
    ['192.168.1.1', 'a private address'],
    ['::ffff:192.168.1.1', 'a private address'],
    ['fc00::1', 'a private address'],
    ['fdff::1', 'a private address'],
    ['100.64.0.1', 'a shared carrier address'],
    ['100.127.255.255', 'a shared carrier address'],
  ])('of a private network may be asked only when that is allowed: %s', (address, what) => {
    expect(forbidden(address, false)).toBe(what);
    expect(forbidden(address, true)).toBeUndefined();
  });

  test.each([
    ['169.254.169.254', 'a link-local address'],
    ['169.254.170.2', 'a link-local address'],
    ['fe80::1', 'a link-local address'],
    ['fe80::1%eth0', 'a link-local address'],
    ['::ffff:169.254.169.254', 'a link-local address'],
    ['168.63.129.16', "a cloud machine's metadata address"],
    ['100.100.100.200', "a cloud machine's metadata address"],
    ['fd00:ec2::254', "a cloud machine's metadata address"],
    ['fd00:0ec2:0:0:0:0:0:254', "a cloud machine's metadata address"],
    ['fd20:ce::254', "a cloud machine's metadata address"],
    ['0.0.0.0', 'the unspecified address'],
    ['0.1.2.3', 'the unspecified address'],
    ['::', 'the unspecified address'],
    ['::ffff:0.0.0.0', 'the unspecified address'],
    ['224.0.0.1', 'a multicast address'],
    ['ff02::1', 'a multicast address'],
    ['255.255.255.255', 'the broadcast address'],
    ['240.0.0.1', 'an address reserved for special use'],
    ['192.0.0.192', 'an address reserved for special use'],
    ['192.0.2.1', 'an address reserved for special use'],
    ['198.18.0.1', 'an address reserved for special use'],
    ['198.51.100.1', 'an address reserved for special use'],
    ['203.0.113.1', 'an address reserved for special use'],
    ['64:ff9b::7f00:1', 'an address reserved for special use'],
    ['64:ff9b::808:808', 'an address reserved for special use'],
    ['64:ff9b:1::7f00:1', 'an address reserved for special use'],
    ['2002:7f00:1::', 'an address reserved for special use'],
    ['2001::1', 'an address reserved for special use'],
    ['2001:db8::1', 'an address reserved for special use'],
    ['3fff::1', 'an address reserved for special use'],
    ['fec0::1', 'an address reserved for special use'],
    ['100::1', 'an address reserved for special use'],
    ['5f00::1', 'an address reserved for special use'],
    ['::8.8.8.8', 'an address outside the public part of IPv6'],
    ['4000::1', 'an address outside the public part of IPv6'],
    ['e000::1', 'an address outside the public part of IPv6'],
    ['1000::1', 'an address outside the public part of IPv6'],
    ['not an address', 'not an address'],
    ['', 'not an address'],
  ])('of no web server may never be asked: %s', (address, what) => {
    expect(forbidden(address, false)).toBe(what);
    expect(forbidden(address, true)).toBe(what);
  });

  test('of IPv4 is judged the same when written inside IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.boolean(), (address, allowPrivate) => {
        expect(forbidden(`::ffff:${address}`, allowPrivate)).toBe(forbidden(address, allowPrivate));
      }),
    );
  });

  test('of IPv6 is public only below 2000::/3', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const first = Number.parseInt(address.split(':')[0] || '0', 16);
        const isMapped = /^[0:]*:ffff:/i.test(address);
        if (!isMapped && (first < 0x2000 || first > 0x3fff)) expect(forbidden(address, false)).toBeTypeOf('string');
      }),
    );
  });
});
