import { expect, test } from 'vitest';
import { normaliseThread as ofContract } from '../src/contract.js';
import { nameThreadLazily } from '../src/name-thread-lazily.js';
import { nameThread, normaliseThread } from '../src/normalise-thread.js';

test.each([
  ['https://example.org', 'https://example.org/', 'the root keeps its slash'],
  ['https://example.org//', 'https://example.org/', 'and no more than that'],
  ['https://example.org/#top', 'https://example.org/', 'a hash goes'],
  ['https://example.org/a#', 'https://example.org/a', 'an empty hash goes'],
  ['https://example.org/a/', 'https://example.org/a', 'a trailing slash goes'],
  ['https://example.org/a//', 'https://example.org/a', 'several trailing slashes go'],
  ['https://example.org/a/?p=1', 'https://example.org/a?p=1', 'a trailing slash before a query goes'],
  ['https://example.org/a?', 'https://example.org/a', 'an empty query goes'],
  ['https://example.org/a//b///c', 'https://example.org/a/b/c', 'doubled slashes are one'],
  ['https://example.org/a/../b/./c', 'https://example.org/b/c', 'dots in the path are resolved'],
  ['https://example.org/a/%2E%2e/b', 'https://example.org/b', 'encoded ones too'],
  ['HTTPS://EXAMPLE.org/A', 'https://example.org/A', 'scheme and host are in lower case, the path as it is'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/', 'the host is in punycode'],
  ['http://example.org/a', 'https://example.org/a', 'http is https'],
  ['http://example.org:80/a', 'https://example.org/a', 'the port of http goes'],
  ['https://example.org:443/a', 'https://example.org/a', 'the port of https goes'],
  ['https://example.org:80/a', 'https://example.org:80/a', 'the port of the other scheme is a port'],
  ['http://example.org:8080/a', 'https://example.org:8080/a', 'other ports stay'],
  ['https://ada:secret@example.org/a', 'https://example.org/a', 'name and password go'],
  ['https://example.org/index.html', 'https://example.org/', 'index.html goes'],
  ['https://example.org/a/index.htm', 'https://example.org/a', 'index.htm goes'],
  ['https://example.org/a/index.php?p=1', 'https://example.org/a?p=1', 'index.php goes'],
  ['https://example.org/a/index.html/', 'https://example.org/a', 'with a slash behind it too'],
  ['https://example.org/a/%69ndex.html', 'https://example.org/a', 'and encoded'],
  ['https://example.org/a/index.html/b', 'https://example.org/a/index.html/b', 'elsewhere it stays'],
  ['https://example.org/myindex.html', 'https://example.org/myindex.html', 'other names stay'],
  ['https://example.org/index.html5', 'https://example.org/index.html5', 'and other endings'],
  ['https://example.org/ä/', 'https://example.org/%C3%A4', 'what is not ASCII is encoded'],
  ['https://example.org/%c3%a4?q=%c3%a4', 'https://example.org/%C3%A4?q=%C3%A4', 'encoding is in upper case'],
  [
    'https://example.org/%7Eada%2D%5f%2e?%61=%7a',
    'https://example.org/~ada-_.?a=z',
    'unreserved characters are decoded',
  ],
  ['https://example.org/a%2Fb%3f%25%41?a%26b=%3D', 'https://example.org/a%2Fb%3F%25A?a%26b=%3D', 'others are not'],
  ['https://example.org/%2541', 'https://example.org/%2541', 'nothing is decoded twice'],
  ['https://example.org/100%?a=%4%31', 'https://example.org/100%25?a=%2541', 'a lone % is encoded'],
  ['https://example.org/a?utm_source=x&utm_medium=y', 'https://example.org/a', 'utm_* goes'],
  ['https://example.org/a?utm_source=x&p=1&gclid=2', 'https://example.org/a?p=1', 'other parameters stay'],
  ['https://example.org/a?utm%5Fsource=x', 'https://example.org/a', 'an encoded one goes'],
  ['https://example.org/a?b=2&a=1&b=1', 'https://example.org/a?a=1&b=2&b=1', 'parameters are ordered by name alone'],
  ['https://example.org/a?a-b=1&a=2', 'https://example.org/a?a=2&a-b=1', 'a name ends at its ='],
  ['https://example.org/a?&p=1&', 'https://example.org/a?p=1', 'what is between two & is a parameter or nothing'],
  ['https://example.org/a??p', 'https://example.org/a??p', 'a second ? is part of a name'],
  ['https://example.org/a?q=a%20b+c&fbclid=1', 'https://example.org/a?q=a%20b+c', 'other parameters stay as written'],
  ['https://example.org/a?ref_src', 'https://example.org/a', 'a tracking parameter without value goes'],
  ['https://example.org/a?ref_source=1', 'https://example.org/a?ref_source=1', 'longer names are other names'],
  ['https://example.org/a?my_utm_x=1', 'https://example.org/a?my_utm_x=1', 'names with a prefix are other names'],
  ['https://example.org/a?from=singlemessage', 'https://example.org/a', 'from=singlemessage goes'],
  ['https://example.org/a?from=groupmessage', 'https://example.org/a', 'from=groupmessage goes'],
  ['https://example.org/a?from=timeline&p=1', 'https://example.org/a?p=1', 'from=timeline goes'],
  ['https://example.org/a?from=2026', 'https://example.org/a?from=2026', 'another from stays'],
  ['https://example.org/a?from', 'https://example.org/a?from', 'and one without value'],
  ['https://example.org/a?url=/x/', 'https://example.org/a?url=/x/', 'a slash that ends the query stays'],
])('%s becomes %s: %s', async (address, id) => {
  expect(normaliseThread(address)).toBe(id);
  expect(normaliseThread(id)).toBe(id);
  expect(await nameThreadLazily(address)).toBe(id);
});

const tracking =
  'utm_x mtm_x pk_x fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid mc_cid mc_eid igshid ' +
  'igsh yclid ysclid twclid ttclid li_fat_id srsltid _ga _gl _hsenc _hsmi mkt_tok vero_id oly_enc_id oly_anon_id ' +
  'ref_src isappinstalled nsukey replytocom fb_action_ids';

test.each(tracking.split(' '))('%s is a tracking parameter', (name) => {
  expect(normaliseThread(`https://example.org/a?${name}=1&x=1`)).toBe('https://example.org/a?x=1');
});

test('a relative address is resolved, and one that can’t be throws', () => {
  expect(normaliseThread('../b/?x#y', 'http://example.org/a/c/')).toBe('https://example.org/a/b?x');
  expect(() => normaliseThread('/a')).toThrow(TypeError);
});

test('the result named again is the same, whatever the characters', async () => {
  const parts = ['/', '%', '2', 'e', 'F', '.', '?', '&', '=', '#', 'index.html', 'ä', '\\', '%2e', '+', ' ', '@', ':'];
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 5000; round++) {
    const address = `http${round % 2 ? 's' : ''}://h${[':8080', ':443', ''][round % 3]}/${Array.from({ length: 8 }, () => parts[random() % parts.length]).join('')}`;
    const id = normaliseThread(address);
    expect(normaliseThread(id), address).toBe(id);
    expect(await nameThreadLazily(address), address).toBe(id);
  }
});

test('without a backend that names it, a thread that is an address or a path has that of its page', async () => {
  const page = 'http://example.org/blog/';
  expect(nameThread('/a/', page)).toBe('https://example.org/a');
  expect(nameThread('HTTP://example.org/a/')).toBe('https://example.org/a');
  for (const name of ['post-7', 'a/b/', 'http', 'mailto:a@b', 'https://']) {
    expect(nameThread(name, page)).toBe(name);
    expect(await nameThreadLazily(name)).toBe(name);
  }
  expect(nameThread('/a/', undefined)).toBe('/a/');
});

test('the contract has the same function', () => {
  expect(ofContract('http://example.org/a/')).toBe('https://example.org/a');
});
