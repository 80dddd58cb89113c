import { describe, expect, test } from 'vitest';
import type { LogEntry } from '../../../server/src/service/moderation-log.js';
import type { Moderated } from '../../../server/src/service/present.js';
import { aToken, createFixture, type Answer } from '../support/fixture.js';
import { quickScrypt, signedIn, type Call } from '../support/moderators.js';

const moderated = ({ body }: Answer) => body as unknown as Moderated;

const logOf = async (call: Call) => (await call('GET', '/log')).body as unknown as { log: LogEntry[] };

describe('a moderator’s edit', () => {
  test('changes text, name and address for everybody, and leaves the difference in the log', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const call = await signedIn(fixture, 'ada');
    const token = aToken();
    const author = { name: 'Eve', email: 'eve@example.org', url: 'https://pills.example' };
    const { id } = await fixture.write('One\n\nBuy pills\n\nThree', { author }, token);
    const answer = await call('PATCH', `/comments/${id}`, { body: 'One\n\nThree', name: 'Eve E.', url: null });
    expect(answer.status).toBe(200);
    expect(moderated(answer)).toMatchObject({ id, body: 'One\n\nThree', author: { name: 'Eve E.' } });
    const [shown] = (await fixture.list()).body.comments;
    expect(shown).toMatchObject({ html: '<p>One</p>\n<p>Three</p>', editedAt: expect.any(String) });
    expect(shown!.author).toEqual({ name: 'Eve E.' });
    const [entry] = (await logOf(call)).log;
    expect(entry).toMatchObject({ action: 'edit', by: 'ada', comment: id });
    expect(JSON.parse(entry!.detail!)).toEqual({
      name: ['Eve', 'Eve E.'],
      url: ['https://pills.example', null],
      body: ['@@ -1,5 +1,3 @@', ' One', ' ', '-Buy pills', '-', ' Three'],
    });
    await fixture.call('DELETE', `/comments/${id}`, undefined, { token });
    expect((await logOf(call)).log[0]).not.toHaveProperty('detail');
  });

  test('that changes nothing is none, and what is empty, gone or of another site is refused', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const call = await signedIn(fixture, 'ada', 'moderator', ['one']);
    const { id } = await fixture.write('Hello', { site: 'one' });
    const other = await fixture.write('Hello', { site: 'two' });
    expect(moderated(await call('PATCH', `/comments/${id}`, { body: 'Hello', id: 'x', state: 'spam' }))).toMatchObject({
      id,
      state: 'published',
      editedAt: null,
    });
    expect((await logOf(call)).log).toEqual([]);
    for (const wrong of [{ body: ' ' }, { name: '' }, { name: 'a\nb' }, { url: 'javascript:x' }, { body: 1 }])
      expect((await call('PATCH', `/comments/${id}`, wrong)).status).toBe(422);
    expect((await call('PATCH', `/comments/${other.id}`, { body: 'x' })).status).toBe(404);
    await fixture.moderation.decide('delete', id);
    expect((await call('PATCH', `/comments/${id}`, { body: 'x' })).status).toBe(404);
  });

  test('takes its difference along when what was deleted is emptied', async () => {
    const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
    const fixture = await createFixture({ scrypt: quickScrypt, now: () => clock.now });
    const call = await signedIn(fixture, 'ada');
    const { id } = await fixture.write('Hello');
    await call('PATCH', `/comments/${id}`, { body: 'Goodbye' });
    await call('POST', '/comments/actions', { ids: [id], action: 'delete' });
    clock.now += 11 * 60 * 1000;
    expect(JSON.stringify(await logOf(call))).toContain('Goodbye');
    await fixture.store.purge(clock.now);
    expect(JSON.stringify(await logOf(call))).not.toContain('Goodbye');
  });
});

describe('a moderator’s reply', () => {
  test('is public at once, under their name and with the badge of their role', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt, moderation: 'all' });
    const olga = await signedIn(fixture, 'Olga', 'owner');
    const ada = await signedIn(fixture, 'ada');
    const { id } = await fixture.write('A question');
    const early = await olga('POST', `/comments/${id}/replies`, { body: 'An answer' });
    expect([early.status, early.body.code]).toEqual([409, 'conflict']);
    await fixture.moderation.approve(id);
    const { status, body } = await olga('POST', `/comments/${id}/replies`, { body: '**An answer**', author: 'x' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ parent: id, state: 'published', author: { name: 'Olga', badge: 'owner' } });
    await ada('POST', `/comments/${(body as unknown as Moderated).id}/replies`, { body: 'Another' });
    const [root] = (await fixture.list()).body.comments;
    expect(root!.replies!.map(({ author, html }) => [author, html])).toEqual([
      [{ name: 'Olga', badge: 'owner' }, '<p><strong>An answer</strong></p>'],
      [{ name: 'ada', badge: 'moderator' }, '<p>Another</p>'],
    ]);
    expect((await logOf(ada)).log.map(({ action, by }) => [action, by]).slice(0, 2)).toEqual([
      ['reply', 'ada'],
      ['reply', 'olga'],
    ]);
  });

  test('is refused in a closed thread, on another site and without words', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const call = await signedIn(fixture, 'ada', 'moderator', ['one']);
    const { id } = await fixture.write('Hello', { site: 'one' });
    const other = await fixture.write('Hello', { site: 'two' });
    expect((await call('POST', `/comments/${id}/replies`, { body: '' })).status).toBe(422);
    expect((await call('POST', `/comments/${other.id}/replies`, { body: 'x' })).status).toBe(404);
    await fixture.moderation.setClosed({ site: 'one', thread: 'a thread', closed: true });
    expect((await call('POST', `/comments/${id}/replies`, { body: 'x' })).body.code).toBe('closed');
  });
});

describe('the author filter', () => {
  test('finds what one person wrote, by token or by address, in any state, also in a match', async () => {
    const fixture = await createFixture({ scrypt: quickScrypt });
    const call = await signedIn(fixture, 'olga', 'owner');
    const token = aToken();
    const first = await fixture.write('1', { author: { name: 'Eve', email: 'Eve@Example.org' } }, token);
    const second = await fixture.write('2', { site: 'two', author: { name: 'E', email: 'eve@example.ORG' } });
    const third = await fixture.write('3', { author: { name: 'E', email: 'other@example.org' } }, token);
    await fixture.write('4');
    await fixture.moderation.decide('spam', third.id);
    const found = async (author: string) =>
      ((await call('GET', `/comments?${new URLSearchParams({ author })}`)).body.comments as unknown as Moderated[]).map(
        ({ id }) => id,
      );
    expect(await found('EVE@example.org')).toEqual([second.id, first.id]);
    const { visitor } = moderated(await call('PATCH', `/comments/${first.id}`, {}));
    expect(await found(visitor!)).toEqual([third.id, first.id]);
    expect(await found('nobody')).toEqual([]);
    const before = new Date(Date.now() + 1000).toISOString();
    await call('POST', '/comments/actions', { match: { author: visitor, before }, action: 'delete' });
    expect((await fixture.list()).body.total).toBe(1);
  });
});
