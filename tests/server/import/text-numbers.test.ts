import { expect, test } from 'vitest';
import { textNumbers } from '../../../server/src/import/text-numbers.js';

test('each text has one number, by which it is found again, however many there are', () => {
  const table = textNumbers();
  const expected = new Map<string, number>();
  // Empty, long, of one to four bytes a letter, and many that begin alike; some come again.
  for (let index = 0; index < 60_000; index++) {
    const n = (index * 7919) % 40_000;
    const text = n === 0 ? '' : n % 5 === 0 ? `${'é漢😀'.repeat(n % 50)}${n}` : `blog\0comment-${n}`;
    const number = table.numberOf(text);
    expect(number).toBe(expected.get(text) ?? expected.size);
    expected.set(text, number);
  }
  expect(table.size).toBe(expected.size);
  for (const [text, number] of expected) expect(table.textOf(number)).toBe(text);
});

test('texts of which one is the beginning of the other are two', () => {
  const table = textNumbers();
  expect(['a', 'ab', 'b', 'a', 'ab', ''].map(table.numberOf)).toEqual([0, 1, 2, 0, 1, 3]);
});
