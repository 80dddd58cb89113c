import { expect, test } from 'vitest';
import { normaliseThread } from '../src/normalise-thread.js';

test.each([
  ['https://example.org', 'https://example.org/', 'the root keeps its slash'],
  ['https://example.org/#top', 'https://example.org/', 'a hash goes'],
  ['https://example.org/a#', 'https://example.org/a', 'an empty hash goes'],
  ['https://example.org/a/', 'https://example.org/a', 'a trailing slash goes'],
  ['https://example.org/a//', 'https://example.org/a', 'several trailing slashes go'],
  ['https://example.org/a/?p=1', 'https://example.org/a?p=1', 'a trailing slash before a query goes'],
  ['https://example.org/a?', 'https://example.org/a', 'an empty query goes'],
  ['HTTPS://EXAMPLE.org:443/A', 'https://example.org/A', 'scheme and host are written as browsers write them'],
  ['https://example.org/a?utm_source=x&utm_medium=y', 'https://example.org/a', 'utm_* goes'],
  ['https://example.org/a?utm_source=x&p=1&gclid=2', 'https://example.org/a?p=1', 'other parameters stay'],
  ['https://example.org/a?b=2&a=1', 'https://example.org/a?b=2&a=1', 'parameters keep their order'],
  ['https://example.org/a?q=a%20b+c&fbclid=1', 'https://example.org/a?q=a%20b+c', 'other parameters stay as written'],
  ['https://example.org/a?ref_src', 'https://example.org/a', 'a tracking parameter without value goes'],
  ['https://example.org/a?ref_source=1', 'https://example.org/a?ref_source=1', 'longer names are other names'],
  ['https://example.org/a?my_utm_x=1', 'https://example.org/a?my_utm_x=1', 'names with a prefix are other names'],
  ['https://example.org/a?url=/x/', 'https://example.org/a?url=/x/', 'a slash that ends the query stays'],
  ['https://example.org/ä/', 'https://example.org/%C3%A4', 'the path is percent-encoded'],
])('%s becomes %s: %s', (address, id) => {
  expect(normaliseThread(address)).toBe(id);
  expect(normaliseThread(id)).toBe(id);
});

test.each('fbclid gclid dclid gbraid wbraid msclkid mc_cid mc_eid igshid yclid _ga ref_src utm_x'.split(' '))(
  '%s is a tracking parameter',
  (name) => {
    expect(normaliseThread(`https://example.org/a?${name}=1&x=1`)).toBe('https://example.org/a?x=1');
  },
);

test('an address that is not absolute throws', () => {
  expect(() => normaliseThread('/a')).toThrow(TypeError);
});
