import { expect, test } from 'vitest';
import { toTime } from '../../../server/src/service/to-time.js';

test('a time is written as Date writes it', () => {
  const times = [0, 1, 999, 59_999, 86_399_999, 86_400_000, Date.parse('2024-02-29T23:59:59.999Z'), -1, -86_400_001];
  let time = 1;
  for (let index = 0; index < 1000; index++)
    times.push(Math.floor((time = (time * 48_271) % 2_147_483_647)) * 1000 + index);
  for (const each of times) expect(toTime(each)).toBe(new Date(each).toISOString());
});
