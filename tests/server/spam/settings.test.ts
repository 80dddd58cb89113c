import { expect, test } from 'vitest';
import { blockedWords } from '../../../server/src/spam/blocked-words.js';
import { resolveSpam } from '../../../server/src/spam/spam-settings.js';
import { unexpectedScripts } from '../../../server/src/spam/unexpected-script.js';

test.each([
  ['viagra', 'Buy VIAGRA now', true],
  ['viagra', 'Ｖｉａ\u200bｇｒａ', true],
  ['press', 'WordPress is nice', false],
  ['*press', 'WordPress is nice', true],
  ['casino.example', 'see https://casino.example/a', true],
  ['casino.example', 'see casinoXexample', false],
  ['c++ (', 'I like C++ (much)', true],
  ['激安', 'ブランド激安通販', true],
  ['***', 'anything', false],
  ['straße', 'In der STRASSE', false],
])('the word %o in %o: %o', (word, body, isFound) => {
  expect(blockedWords(['never', word])({ body, author: {} })).toBe(isFound ? word : undefined);
});

test('blocked words are looked for in name, e-mail and website too', () => {
  const find = blockedWords(['bob', 'a@spam.example', 'shop.example']);
  expect(find({ body: '', author: { name: 'Bob' } })).toBe('bob');
  expect(find({ body: '', author: { email: 'A@spam.example' } })).toBe('a@spam.example');
  expect(find({ body: '', author: { url: 'https://shop.example/' } })).toBe('shop.example');
});

test('thousands of words, and hostile ones, take no time', () => {
  const find = blockedWords([...Array.from({ length: 3000 }, (_, index) => `word${index}*`), '*a*a*a*a*a*b']);
  const begin = performance.now();
  find({ body: 'a'.repeat(10_000), author: {} });
  expect(performance.now() - begin).toBeLessThan(500);
});

test.each([
  [['Latin'], 'Вот так всегда, друзья', true],
  [['Latin', 'Cyrillic'], 'Вот так всегда, друзья', false],
  [['Latin'], 'Hello there, друзья', false],
  [['Latin'], 'Да!', false],
  [['Latn'], '12345 67890 !!! 👍', false],
  [[], 'Вот так всегда, друзья', false],
])('with %o expected, %o is unexpected: %o', (scripts, text, isUnexpected) => {
  expect(unexpectedScripts(scripts)(text)).toBe(isUnexpected);
});

test.each([
  [{ hold: 0 }, 'spam.hold'],
  [{ links: -1 }, 'spam.links'],
  [{ keepNetwork: 400 }, 'spam.keepNetwork'],
  [{ scripts: ['Klingon'] }, 'spam.scripts'],
  [{ scripts: ['}]|[^x'] }, 'spam.scripts'],
])('%o is refused', (options, name) => {
  expect(() => resolveSpam(options)).toThrow(name);
});
