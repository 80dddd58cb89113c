import { expect, test } from 'vitest';
import { isInNetwork, networkOf, parseAddress, parseNetwork } from '../../../server/src/http/network.js';

test.each([
  ['10.1.2.3', '10.0.0.0/8', true],
  ['11.1.2.3', '10.0.0.0/8', false],
  ['::ffff:10.1.2.3', '10.0.0.0/8', true],
  ['::ffff:a01:203', '10.1.2.3', true],
  ['10.1.2.3', '::ffff:10.0.0.0/104', true],
  ['11.1.2.3', '::ffff:10.0.0.0/104', false],
  ['10.1.2.3', '0.0.0.0/0', true],
  ['::1', '0.0.0.0/0', false],
  ['10.1.2.3', '::/0', false],
  ['fe80::1%eth0', 'fe80::/10', true],
  ['2001:db8::1', '2001:db8::/127', true],
  ['2001:db8::2', '2001:db8::/127', false],
])('%s, in %s: %o', (address, network, expected) => {
  expect(isInNetwork(parseAddress(address)!, parseNetwork(network))).toBe(expected);
});

test.each([
  '127.1',
  '0x7f.0.0.1',
  '010.0.0.1',
  '2130706433',
  '256.0.0.1',
  '1.2.3.4:80',
  '[::1]',
  '',
  'x',
  '10.0.0.0/8',
])('%o is no address', (text) => {
  expect(parseAddress(text)).toBeUndefined();
});

test.each(['10/8', '127.1/8', '010.0.0.0/8', '10.0.0.0/33', '::/129', '10.0.0.0/-1', '10.0.0.0/8 '])(
  '%o is no network',
  (text) => {
    expect(() => parseNetwork(text)).toThrow(RangeError);
  },
);

test('addresses of one network have one name, however they are written', () => {
  const name = (text: string) => networkOf(parseAddress(text)!);
  expect(name('::ffff:198.51.100.7')).toBe(name('198.51.100.200'));
  expect(name('2001:db8:1:2::1')).toBe(name('2001:0DB8:1:2:ffff::%en0'));
  expect(name('2001:db8:1:2::1')).toBe(name('2001:db8:1:ff::1'));
  expect(name('2001:db8:1:2::1')).not.toBe(name('2001:db8:1:100::1'));
});
