import { expect, test } from 'vitest';
import { createFixture } from '../support/fixture.js';
import { quickScrypt, signedIn } from '../support/moderators.js';

test('the statistics count what was written on each day, and of it what had to wait and what is spam', async () => {
  const clock = { now: Date.parse('2026-03-01T23:59:59Z') };
  const fixture = await createFixture({ scrypt: quickScrypt, now: () => clock.now });
  const call = await signedIn(fixture, 'olga', 'owner');
  const held = fixture.with({ moderation: 'all' });
  await fixture.write('public', { site: 'one' });
  const spam = await fixture.write('spam', { site: 'two' });
  clock.now += 1000;
  const approved = await held.write('approved', { site: 'one' });
  await held.write('waiting', { site: 'one' });
  await fixture.moderation.approve(approved.id);
  await fixture.moderation.decide('spam', spam.id);
  const days = async (query: string) => (await call('GET', `/stats?${query}`)).body;
  expect(await days('days=3')).toEqual({
    days: [
      { day: '2026-02-28', published: 0, held: 0, spam: 0 },
      { day: '2026-03-01', published: 1, held: 0, spam: 1 },
      { day: '2026-03-02', published: 1, held: 2, spam: 0 },
    ],
  });
  expect(await days('days=1&site=two')).toEqual({ days: [{ day: '2026-03-02', published: 0, held: 0, spam: 0 }] });
  const ada = await signedIn(fixture, 'ada', 'moderator', ['two']);
  expect((await ada('GET', '/stats?days=2')).body).toEqual({
    days: [
      { day: '2026-03-01', published: 0, held: 0, spam: 1 },
      { day: '2026-03-02', published: 0, held: 0, spam: 0 },
    ],
  });
  expect((await ada('GET', '/stats?site=one')).status).toBe(404);
  expect((await ada('GET', '/stats?days=0')).status).toBe(422);
});
