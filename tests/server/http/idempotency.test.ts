import { describe, expect, test } from 'vitest';
import { altcha } from '../../../server/src/captcha/altcha.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { answerOf } from '../support/solve.js';

const once = ({ post }: Fixture, key: string, draft = {}, token?: string) =>
  post(draft, { token, headers: { 'Idempotency-Key': key } });

describe('a draft with an idempotency key', () => {
  test('sent again is answered the same, and is one comment', async () => {
    const fixture = await createFixture();
    const first = await once(fixture, 'key', {}, aToken());
    const token = aToken();
    const second = await once(fixture, 'key', {}, token);
    const again = await once(fixture, 'key', {}, token);
    expect([second.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(second.body);
    expect(second.body.comment.id).not.toBe(first.body.comment.id);
    expect((await fixture.list()).body.total).toBe(2);
  });

  test('sent 20 times at once is one comment and one answer', async () => {
    const fixture = await createFixture();
    const token = aToken();
    const answers = await Promise.all(Array.from({ length: 20 }, () => once(fixture, 'key', { rating: 4 }, token)));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect((await fixture.list()).body).toMatchObject({ total: 1, summary: { count: 1 } });
  });

  test('sent 20 times at once to two processes is one comment and one answer', async () => {
    const fixture = await createFixture();
    const others = [fixture, fixture.with({}), fixture.with({})];
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => once(others[index % 3]!, 'key')));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect((await fixture.list()).body.total).toBe(1);
  });

  test('that says something else is a conflict', async () => {
    const fixture = await createFixture();
    await once(fixture, 'key');
    for (const draft of [{ body: 'another' }, { rating: 3 }, { thread: { id: 'another' } }]) {
      const { status, body } = await once(fixture, 'key', draft);
      expect([status, body.code]).toEqual([409, 'conflict']);
    }
    const concurrent = await Promise.all([once(fixture, 'two', { body: 'a' }), once(fixture, 'two', { body: 'b' })]);
    expect(concurrent.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('is the same one from a page whose title or address has changed meanwhile', async () => {
    const fixture = await createFixture();
    const first = await once(fixture, 'key', { thread: { id: 'a', title: 'Draft', url: 'https://blog.example/1' } });
    const again = await once(fixture, 'key', { thread: { id: 'a', title: 'Final', url: 'https://blog.example/2' } });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
  });

  test('has its key for itself: that of another visitor or site is another', async () => {
    const fixture = await createFixture();
    const answers = [
      await once(fixture, 'key', { body: 'anonymous' }),
      await once(fixture, 'key', { body: 'one' }, aToken()),
      await once(fixture, 'key', { body: 'two' }, aToken()),
      await once(fixture, 'key', { body: 'elsewhere', site: 'another' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  });

  test('is answered with the comment as it is now, and the status that it had', async () => {
    const fixture = await createFixture({ moderation: 'all' });
    const token = aToken();
    const { id } = (await once(fixture, 'key', {}, token)).body.comment;
    await fixture.call('PATCH', `/comments/${id}`, { body: 'Changed' }, { token });
    await fixture.moderation.approve(id);
    const { status, body } = await once(fixture, 'key', {}, token);
    expect([status, body.comment]).toMatchObject([202, { id, html: '<p>Changed</p>', status: 'published' }]);
  });

  test('that was refused may be mended and sent with the same key', async () => {
    const fixture = await createFixture();
    expect((await once(fixture, 'key', { body: '' })).status).toBe(422);
    expect((await once(fixture, 'key', { parent: 'unknown' })).status).toBe(422);
    expect((await once(fixture, 'key', { body: 'right' })).status).toBe(201);
  });

  test('is remembered as pending too, and for a day', async () => {
    let now = Date.parse('2026-01-01');
    const fixture = await createFixture({ moderation: 'all', now: () => now });
    const first = await once(fixture, 'key');
    expect(first.status).toBe(202);
    now += 24 * 60 * 60 * 1000;
    expect((await once(fixture, 'key')).body).toEqual(first.body);
    now += 1;
    const later = await once(fixture, 'key', { body: 'something else' });
    expect(later.status).toBe(202);
    expect(later.body.comment.id).not.toBe(first.body.comment.id);
  });

  test('is answered before the rate limit and the captcha: a retry costs neither', async () => {
    const captcha = altcha({ secret: 'a secret', cost: 1, guesses: 2 });
    const fixture = await createFixture({ captcha, rateLimits: { comment: { points: 1, seconds: 60 } } });
    const answer = await answerOf(fixture);
    const first = await once(fixture, 'key', { captcha: answer });
    expect(first.status).toBe(201);
    for (const captcha of [answer, undefined, { provider: 'altcha', token: 'another' }]) {
      expect(await once(fixture, 'key', { captcha })).toMatchObject({ status: 201, body: first.body });
    }
    expect((await once(fixture, 'another', { captcha: await answerOf(fixture) })).status).toBe(429);
  });

  test.each(['', 'x'.repeat(256)])('refuses a key of %o', async (key) => {
    const { status, body } = await once(await createFixture(), key);
    expect([status, Object.keys(body.fields!)]).toEqual([422, ['Idempotency-Key']]);
  });

  test('has its key forgotten when its time is over', async () => {
    const now = Date.parse('2026-01-01');
    const fixture = await createFixture({ now: () => now });
    await once(fixture, 'key');
    const key = { site: '', scope: '', key: 'key' };
    const submitted = () => fixture.store.read(({ visitors }) => visitors.submitted(key, 0));
    await fixture.store.purge(now + 24 * 60 * 60 * 1000);
    expect(await submitted()).toBeDefined();
    await fixture.store.purge(now + 24 * 60 * 60 * 1000 + 1);
    expect(await submitted()).toBeUndefined();
  });
});
