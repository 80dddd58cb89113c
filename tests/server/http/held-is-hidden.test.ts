import { describe, expect, test } from 'vitest';
import type { Page } from '../../../src/contract.js';
import { renderThread } from '../../../src/static.js';
import { aToken, createFixture, type Fixture } from '../support/fixture.js';
import { readEvents } from '../support/read-events.js';

const publicUrl = 'https://talk.example';
const secret = /Quetzal|Zyzzyva|hidden\.example/i;

/** What anybody can read, of a thread and of the server. */
const reads = (root: string, held: readonly string[]) => [
  '/api/v1/comments?thread=t',
  '/api/v1/comments?thread=t&sort=oldest&limit=1',
  '/api/v1/comments?thread=t&sort=highest',
  '/api/v1/comments?thread=t&rating=2',
  `/api/v1/comments?thread=t&parent=${root}`,
  ...held.map((id) => `/api/v1/comments/${id}`),
  `/api/v1/comments/${root}`,
  '/api/v1/counts?thread=t',
  '/api/v1/ratings?thread=t',
  '/api/v1/mine?thread=t',
  '/feeds/comments.atom',
  '/feeds/comments.json',
  '/feeds/comments.atom?thread=t',
  '/feeds/comments.json?thread=t',
  '/thread?thread=t',
  '/thread?thread=t&locale=de',
];

const read = async ({ handler }: Pick<Fixture, 'handler'>, path: string): Promise<string> => {
  const headers = { Authorization: `Bearer ${aToken()}` };
  return (await handler(new Request(`${publicUrl}${path}`, { headers }))).text();
};

/** Everything that is read, without what differs from one reading to the next. */
const readAll = async (fixture: Pick<Fixture, 'handler'>, paths: readonly string[]) =>
  Object.fromEntries(
    await Promise.all(
      paths.map(async (path) => [
        path,
        (await read(fixture, path)).replaceAll(/"version":\d+,?/g, '').replaceAll(/name="time" value="[^"]+"/g, ''),
      ]),
    ),
  ) as Record<string, string>;

/** The thread as a generator of static pages builds it in, with its comments as HTML and as JSON. */
const built = async (fixture: Pick<Fixture, 'handler'>): Promise<string> => {
  const page = JSON.parse(await read(fixture, '/api/v1/comments?thread=t')) as Page;
  return renderThread({ ...page, version: 0 }, { thread: 't' });
};

describe('a comment that waits, or is spam, changes nothing that anybody can read', () => {
  test.each(['hold', 'spam', 'written'] as const)('%s', async (how) => {
    const fixture = await createFixture();
    const { id: root } = await fixture.write('A root', { thread: { id: 't' }, rating: 4 });
    const secretAuthor = { name: 'Zyzzyva', email: 'zyzzyva@hidden.example', url: 'https://hidden.example/' };
    const other = fixture.with({ publicUrl, moderation: how === 'written' ? 'all' : 'none' });
    const events = readEvents(await other.handler(new Request(`${publicUrl}/api/v1/events?thread=t`)));
    const before = await readAll(other, reads(root, []));
    const builtBefore = await built(other);
    expect(builtBefore).toContain('A root');
    const held: string[] = [];
    for (const parent of [undefined, root]) {
      const draft = {
        thread: { id: 't' },
        author: secretAuthor,
        body: 'Quetzal',
        parent,
        ...(!parent && { rating: 2 as const }),
      };
      const write = how === 'written' ? other : fixture.with({ publicUrl, moderation: 'all' });
      const { status, body } = await write.post(draft, { token: aToken() });
      expect([status, body.comment.status]).toEqual([202, 'pending']);
      held.push(body.comment.id);
    }
    if (how !== 'written') await fixture.moderation.decide(how, ...held);
    const after = await readAll(other, reads(root, held));
    for (const [path, text] of Object.entries(after)) {
      // Words in the address of a request are its own.
      expect([path, text]).toEqual([path, expect.not.stringMatching(secret)]);
      if (path in before) expect([path, text]).toEqual([path, before[path]]);
    }
    expect(await built(other)).toBe(builtBefore);
    expect(await events.until(300)).toEqual([]);
    expect(events.text).not.toMatch(secret);
    await events.cancel();
  });
});
