import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { createRateLimiter, defaultRateLimits } from '../../../server/src/service/rate-limits.js';

afterEach(() => {
  vi.useRealTimers();
});

const commentsAt = (points: number, seconds: number) =>
  createRateLimiter(
    { ...defaultRateLimits, comment: { points, seconds } },
    { secret: 'a secret', now: () => Date.now() },
  );

const network = 'a';

test('a window begins with the first request in it, and the next one lets as many through', async () => {
  vi.useFakeTimers();
  const limiter = commentsAt(2, 60);
  await limiter.consume('comment', { network });
  vi.advanceTimersByTime(50_000);
  await limiter.consume('comment', { network });
  await expect(limiter.consume('comment', { network })).rejects.toMatchObject({
    code: 'rate-limited',
    retryAfter: 10,
  });
  vi.advanceTimersByTime(10_000);
  await limiter.consume('comment', { network });
  await limiter.consume('comment', { network });
  await expect(limiter.consume('comment', { network })).rejects.toMatchObject({ retryAfter: 60 });
});

test('a clock that is set back does not keep a window closed', async () => {
  vi.useFakeTimers();
  const limiter = commentsAt(1, 60);
  await limiter.consume('comment', { network });
  vi.setSystemTime(Date.now() - 365 * 86_400_000);
  await expect(limiter.consume('comment', { network })).rejects.toMatchObject({ retryAfter: 60 });
  vi.advanceTimersByTime(60_000);
  await limiter.consume('comment', { network });
});

test('networks whose window is over take no memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const megabytes = () => (collect(), process.memoryUsage().heapUsed / 1024 / 1024);
  const limiter = commentsAt(1, 1);
  const before = megabytes();
  for (let count = 0; count < 50_000; count++) await limiter.consume('comment', { network: `6 ${count}` });
  await setTimeout(1100);
  expect(megabytes() - before).toBeLessThan(4);
  await limiter.consume('comment', { network: '6 0' });
});

test.each([
  [1, 0],
  [1, 2_147_484],
  [Number.NaN, 60],
  [-1, 60],
])('%d in %d seconds is no limit that can be kept', (points, seconds) => {
  expect(() => commentsAt(points, seconds)).toThrow(RangeError);
});
