import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../server/src/store/open-store.js';
import { base, createFixture, fixtureOver, type Fixture } from '../support/fixture.js';
import { password, quickScrypt, signedIn } from '../support/moderators.js';

interface Told {
  event: string;
  data: Record<string, unknown>;
}

const cookieOf = async (fixture: Fixture, login: string): Promise<{ Cookie: string }> => {
  const own = { headers: { Origin: base } };
  const { headers } = await fixture.call('POST', '/moderation/session', { name: login, password }, own);
  return { Cookie: headers.get('set-cookie')!.split(';')[0]! };
};

/** Opens a stream as a page does; `next` waits for an event of a kind. */
const follow = async (fixture: Fixture, headers: Record<string, string>) => {
  const request = new Request(`${base}/api/v1/moderation/events`, { headers });
  const response = await fixture.handler(request, { address: '203.0.113.1' });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => reader.cancel());
  const told: Told[] = [];
  let text = '';
  const more = async () => {
    const { value, done } = await reader.read();
    if (done) throw new Error('The stream has ended.');
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event && data) told.push({ event, data: JSON.parse(data) as Told['data'] });
    }
  };
  return {
    told,
    next: async (kind: string) => {
      for (;;) {
        const at = told.findIndex(({ event }) => event === kind);
        if (at >= 0) return told.splice(at, 1)[0]!.data;
        await more();
      }
    },
  };
};

test('the queue’s stream tells of comments as they come, of decisions and of counts, on one’s own sites', async () => {
  const fixture = await createFixture({ scrypt: quickScrypt });
  const olga = await signedIn(fixture, 'olga', 'owner');
  await signedIn(fixture, 'ada', 'moderator', ['one']);
  await fixture.with({ moderation: 'all' }).write('Here before', { site: 'one' });
  const { next, told } = await follow(fixture, await cookieOf(fixture, 'ada'));
  expect(await next('counts')).toEqual({ pending: 1, reported: 0, spam: 0 });
  await fixture.with({ moderation: 'all' }).write('Elsewhere', { site: 'two' });
  const { id } = await fixture.with({ moderation: 'all' }).write('Held', { site: 'one' });
  expect(await next('comment')).toMatchObject({ id, state: 'pending', body: 'Held', reasons: [{ code: 'all' }] });
  expect(await next('counts')).toEqual({ pending: 2, reported: 0, spam: 0 });
  await olga('POST', '/comments/actions', { ids: [id], action: 'approve' });
  expect(await next('decision')).toMatchObject({ by: 'olga', action: 'approve', comment: id });
  expect(await next('counts')).toEqual({ pending: 1, reported: 0, spam: 0 });
  await fixture.call('POST', `/comments/${id}/report`, { reason: 'rude' });
  expect(await next('counts')).toEqual({ pending: 1, reported: 1, spam: 0 });
  expect(JSON.stringify(told)).not.toContain('Elsewhere');
});

test('it tells within some seconds of what another process wrote', async () => {
  const fixture = await createFixture({ scrypt: quickScrypt, moderation: 'all' });
  await signedIn(fixture, 'ada');
  const { next } = await follow(fixture, await cookieOf(fixture, 'ada'));
  await next('counts');
  const other = await openStore(fixture.path.startsWith('postgres') ? fixture.path : `sqlite:${fixture.path}`);
  onTestFinished(() => other.close());
  const begin = performance.now();
  const { id } = await fixtureOver(other, fixture.path, { moderation: 'all' }).write('From elsewhere');
  expect(await next('comment')).toMatchObject({ id });
  expect(performance.now() - begin).toBeLessThan(10_000);
});

test('a moderator has twenty streams at most', async () => {
  const fixture = await createFixture({ scrypt: quickScrypt });
  await signedIn(fixture, 'ada');
  const headers = await cookieOf(fixture, 'ada');
  for (let index = 0; index < 20; index++) await follow(fixture, headers);
  const answer = await fixture.call('GET', '/moderation/events', undefined, { headers });
  expect([answer.status, answer.body.code]).toEqual([429, 'rate-limited']);
});
