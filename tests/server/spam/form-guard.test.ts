import { expect, test } from 'vitest';
import { createFormGuard } from '../../../server/src/spam/form-guard.js';

const clock = { now: Date.parse('2026-01-01') };
const guard = createFormGuard('a secret', () => clock.now);
const codes = (sent: { time?: string; trap?: string }, thread = 'a thread') =>
  guard.check('site', thread, sent).map(({ code }) => code);

test('a form that somebody took the time to fill says nothing against them', () => {
  const time = guard.time('site', 'a thread');
  clock.now += 20_000;
  expect(codes({ time, trap: '' })).toEqual([]);
});

test('a form that comes at once, or with a field filled that nobody sees, does', () => {
  const time = guard.time('site', 'a thread');
  clock.now += 1000;
  expect(codes({ time })).toEqual(['fast']);
  expect(codes({ time, trap: 'https://shop.example' })).toEqual(['trap', 'fast']);
});

test('a time that was made up, is of another thread, or too old counts for none', () => {
  const time = guard.time('site', 'a thread');
  clock.now += 20_000;
  expect(codes({ time }, 'another thread')).toEqual(['unsigned']);
  expect(codes({ time: time.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) })).toEqual(['unsigned']);
  expect(codes({ time: createFormGuard('another', () => clock.now).time('site', 'a thread') })).toEqual(['unsigned']);
  for (const wrong of [undefined, '', '.', 'zzz.', `${(0).toString(36)}.${time.split('.')[1]}`])
    expect(codes({ time: wrong })).toEqual(['unsigned']);
  clock.now += 86_400_000;
  expect(codes({ time })).toEqual(['unsigned']);
});
