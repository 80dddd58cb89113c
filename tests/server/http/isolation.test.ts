import { describe, expect, test } from 'vitest';
import { whoMay } from '../../../server/src/http/api/who-may.js';
import type { Ban } from '../../../server/src/service/bans.js';
import type { Moderated } from '../../../server/src/service/present.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { dumpOf } from '../support/dump.js';
import { quickScrypt, signedIn, withKey, type Call } from '../support/moderators.js';

/** All that is kept, but for who is signed in. */
const kept = async (fixture: Fixture): Promise<string> => {
  const { sessions: _, api_keys: __, moderators: ___, ...rest } = await dumpOf(fixture);
  return JSON.stringify(rest);
};

/** Two sites with some of everything, a moderator of each. */
const filled = async () => {
  const fixture = await createFixture({ scrypt: quickScrypt, sites: ['one', 'two'] });
  const olga = await signedIn(fixture, 'olga', 'owner');
  const token = aToken();
  const { id } = await fixture.write('Of site one', { site: 'one', thread: { id: 'page' } }, token);
  const held = await fixture.with({ moderation: 'all' }).write('Held', { site: 'one', thread: { id: 'page' } });
  await fixture.call('POST', `/comments/${id}/report`, { reason: 'rude' }, { token: aToken() });
  await fixture.write('Of site two', { site: 'two', thread: { id: 'page' } }, token);
  const ban = (await olga('POST', '/bans', { kind: 'word', value: 'x', site: 'one' })).body as unknown as Ban;
  const { undo } = (await olga('POST', '/comments/actions', { ids: [id], action: 'pin' })).body as unknown as {
    undo: string;
  };
  const { visitor } = (await olga('GET', `/comments/${id}`)).body.comment as unknown as Moderated;
  return { fixture, olga, id, held: held.id, ban: ban.id, undo, visitor: visitor! };
};

type Filled = Awaited<ReturnType<typeof filled>>;

const before = '2100-01-01T00:00:00Z';

/** For each route of moderators calls that would reach into site one; the test fails where a route is forgotten. */
const reaching: Record<string, (made: Filled) => [path: string, body?: object][]> = {
  'GET /moderation/comments': () => [
    ['/comments?site=one'],
    ['/comments?site=one&thread=page'],
    ['/comments?site=one&q=of'],
  ],
  'GET /moderation/comments/{id}': ({ id, held }) => [[`/comments/${id}`], [`/comments/${held}`]],
  'POST /moderation/comments/actions': ({ id, held }) => [
    ['/comments/actions', { ids: [id], action: 'delete' }],
    ['/comments/actions', { ids: [held], action: 'approve' }],
    ['/comments/actions', { match: { site: 'one', before }, action: 'spam' }],
  ],
  'PATCH /moderation/comments/{id}': ({ id }) => [[`/comments/${id}`, { body: 'changed', site: 'two' }]],
  'POST /moderation/comments/{id}/replies': ({ id }) => [[`/comments/${id}/replies`, { body: 'a reply', site: 'two' }]],
  'GET /moderation/threads': () => [['/threads?site=one']],
  'PATCH /moderation/threads': () => [['/threads', { site: 'one', thread: 'page', closed: true }]],
  'POST /moderation/threads/move': () => [['/threads/move', { site: 'one', from: 'page', to: 'other' }]],
  'GET /moderation/bans': () => [],
  'POST /moderation/bans': ({ id }) => [
    ['/bans', { kind: 'word', value: 'y', site: 'one' }],
    ['/bans', { kind: 'visitor', comment: id, site: 'one' }],
    ['/bans', { kind: 'visitor', comment: id, site: 'two' }],
  ],
  'DELETE /moderation/bans/{id}': ({ ban }) => [[`/bans/${ban}`]],
  'POST /moderation/undo': ({ undo }) => [['/undo', { undo }]],
  'POST /moderation/people/trust': ({ id }) => [['/people/trust', { comment: id, trusted: true }]],
  'GET /moderation/people': ({ id }) => [[`/people?comment=${id}`]],
  'POST /moderation/people/erase': ({ id }) => [['/people/erase', { comment: id, keep: false }]],
  'GET /moderation/stats': () => [['/stats?site=one']],
  'GET /moderation/log': () => [],
};

const own = ['session', 'password', 'events'];
const ofModerators = Object.keys(whoMay).filter(
  (route) => route.includes('/moderation/') && !own.includes(route.split('/moderation/')[1]!),
);

describe('a moderator of another site', () => {
  test.each(ofModerators)('reaches nothing by %s', async (route) => {
    const made = await filled();
    const { fixture } = made;
    const calls: Call[] = [
      await signedIn(fixture, 'tim', 'moderator', ['two']),
      await withKey(fixture, 'moderator', ['two']),
    ];
    const state = await kept(fixture);
    const [method = ''] = route.split(' ');
    for (const call of calls) {
      for (const [path, body] of reaching[route]!(made)) {
        const answer = await call(method, path, body);
        expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'not-found']);
      }
    }
    expect(await kept(fixture)).toBe(state);
  });

  test('sees nothing of it in lists, counts, bans, the log, statistics and a person’s data', async () => {
    const { fixture, visitor } = await filled();
    const tim = await signedIn(fixture, 'tim', 'moderator', ['two']);
    for (const path of ['/comments', '/comments?q=site', '/threads', '/bans', '/log', `/people?visitor=${visitor}`]) {
      const { status, body } = await tim('GET', path);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/"one"|Of site one|Held/);
    }
    expect((await tim('GET', '/comments')).body.counts).toEqual({ pending: 0, reported: 0, spam: 0 });
    expect(JSON.stringify((await tim('GET', '/stats?days=1')).body)).toContain('"published":1');
  });

  test('erases a person on their own site alone', async () => {
    const { fixture, visitor, olga, id } = await filled();
    const tim = await signedIn(fixture, 'tim', 'moderator', ['two']);
    expect((await tim('POST', '/people/erase', { visitor, keep: false })).body).toEqual({ comments: 1 });
    expect((await fixture.list({ site: 'one', thread: 'page' })).body.total).toBe(1);
    expect((await olga('GET', `/comments/${id}`)).body.comment).toMatchObject({ visitor });
  });
});

describe('whoever asks for more than they may', () => {
  test('changes no field that is not theirs to change', async () => {
    const { fixture, olga, id, held } = await filled();
    const tim = await signedIn(fixture, 'ida', 'moderator', ['one']);
    const more = {
      id: held,
      site: 'two',
      thread: 'elsewhere',
      visitor: 'me',
      badge: 'owner',
      role: 'owner',
      status: 'deleted',
      state: 'spam',
      rating: 5 as const,
      pinned: false,
      up: 100,
      createdAt: before,
      by: 'olga',
      scope: 'all',
      shownName: 'Olga',
      reasons: [],
    };
    const was = (await olga('GET', `/comments/${id}`)).body.comment as unknown as Moderated;
    await tim('PATCH', `/comments/${id}`, { ...more, body: 'Changed' });
    const is = (await olga('GET', `/comments/${id}`)).body.comment as unknown as Moderated;
    expect({ ...is, html: '', body: '', editedAt: null }).toEqual({ ...was, html: '', body: '', editedAt: null });
    const reply = (await tim('POST', `/comments/${id}/replies`, { ...more, body: 'Reply' })).body;
    expect(reply).toMatchObject({ site: 'one', parent: id, author: { name: 'ida', badge: 'moderator' }, rating: null });
    const ban = (await tim('POST', '/bans', { kind: 'word', value: 'z', ...more, site: 'one' })).body;
    expect(ban).toMatchObject({ by: 'ida', site: 'one' });
    await tim('PATCH', '/threads', { ...more, site: 'one', thread: 'page', total: 0, version: 1 });
    expect((await fixture.list({ site: 'one', thread: 'page' })).body.total).toBe(2);
    const posted = await fixture.post({ ...more, site: 'one', thread: { id: 'page' }, id: 'mine', parent: undefined });
    expect(posted.body.comment).toMatchObject({ status: 'published', votes: { up: 0 } });
    expect(posted.body.comment.author).not.toHaveProperty('badge');
    expect(posted.body.comment.id).not.toBe('mine');
  });
});
