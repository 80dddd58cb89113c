import { describe, expect, test } from 'vitest';
import { threadKey } from '../../../server/src/store/thread-key.js';
import { aToken, createFixture } from '../support/fixture.js';

describe('a comment that waits for a moderator', () => {
  test('is answered with 202, and public only once it is approved', async () => {
    const { get, list, post, moderation } = await createFixture({ moderation: 'all' });
    const token = aToken();
    const { status, body } = await post({ rating: 4 }, { token });
    expect([status, body.comment.status, body.comment.rating]).toEqual([202, 'pending', 4]);
    const { id } = body.comment;
    const before = await list();
    expect(before.body).toMatchObject({ comments: [], total: 0, summary: { count: 0 } });
    expect((await get(`/comments/${id}`)).status).toBe(404);

    expect((await moderation.approve(id)).changed).toEqual([{ id, state: 'published' }]);
    const after = await list();
    expect(after.body).toMatchObject({ comments: [{ id, status: 'published' }], total: 1, summary: { count: 1 } });
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    await moderation.approve(id);
    expect((await list()).body).toMatchObject({ total: 1, summary: { count: 1 } });
  });

  test('is counted by those above it only once it is approved', async () => {
    const { get, list, moderation, with: other, write } = await createFixture();
    const root = await write('root');
    const child = await write('child', { parent: root.id });
    const held = await other({ moderation: 'all' }).write('held', { parent: child.id });
    expect((await get(`/comments/${child.id}`)).body).toMatchObject({
      root: { replyCount: 1 },
      path: [{ replyCount: 0 }],
    });
    await moderation.approve(held.id);
    expect((await get(`/comments/${child.id}`)).body).toMatchObject({
      root: { replyCount: 2 },
      path: [{ replyCount: 1 }],
    });
    expect((await list()).body.total).toBe(3);
  });

  test('brings back what it answers as a tombstone, where that was taken back meanwhile', async () => {
    const { call, list, moderation, with: other, write } = await createFixture();
    const token = aToken();
    const root = await write('root', {}, token);
    const held = await other({ moderation: 'all' }).write('held', { parent: root.id });
    await call('DELETE', `/comments/${root.id}`, undefined, { token });
    expect((await list()).body.comments).toEqual([]);
    await moderation.approve(held.id);
    expect((await list()).body.comments).toMatchObject([
      { id: root.id, status: 'deleted', replies: [{ id: held.id }] },
    ]);
  });

  test('can’t be approved where it is not there or was taken back', async () => {
    const { call, post, moderation } = await createFixture({ moderation: 'all' });
    const token = aToken();
    const { id } = (await post({}, { token })).body.comment;
    await call('DELETE', `/comments/${id}`, undefined, { token });
    for (const gone of [id, 'unknown']) {
      await expect(moderation.approve(gone)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  test('waits again after its author changed it, and is then a tombstone to others while it has replies', async () => {
    const { call, list, moderation, post, with: other } = await createFixture({ moderation: 'all' });
    const token = aToken();
    const { id } = (await post({ rating: 3 }, { token })).body.comment;
    await moderation.approve(id);
    await other({ moderation: 'none' }).write('reply', { parent: id });
    const edited = await call('PATCH', `/comments/${id}`, { body: 'Something worse' }, { token });
    expect(edited.body.comment.status).toBe('pending');
    expect((await list()).body).toMatchObject({ comments: [{ id, status: 'deleted', html: '' }], total: 1 });
    await moderation.approve(id);
    expect((await list()).body).toMatchObject({ comments: [{ id, html: '<p>Something worse</p>' }], total: 2 });
  });
});

describe('a pin', () => {
  test('of a root that is held is counted while the root is listed', async () => {
    const { call, list, moderation, post, with: other, write } = await createFixture();
    const token = aToken();
    const root = await write('root', {}, token);
    const reply = (await other({ moderation: 'all' }).post({ parent: root.id })).body.comment;
    await moderation.setPinned(root.id, true);
    const links = other({ moderation: 'links' });
    await links.call('PATCH', `/comments/${root.id}`, { body: 'https://x.example' }, { token });
    await moderation.approve(reply.id);
    await moderation.approve(root.id);
    expect((await list()).body).toMatchObject({ total: 2, comments: [{ id: root.id, pinned: true }] });

    const replier = aToken();
    const second = (await post({ parent: root.id }, { token: replier })).body.comment;
    await links.call('PATCH', `/comments/${root.id}`, { body: 'https://y.example' }, { token });
    await call('DELETE', `/comments/${second.id}`, undefined, { token: replier });
    expect((await list()).body).toMatchObject({ total: 1, comments: [{ id: root.id, status: 'deleted' }] });
  });
});

describe('pins', () => {
  test('are at most three in a thread, those included that wait for a moderator', async () => {
    const { call, list, moderation, with: other, write } = await createFixture();
    const token = aToken();
    const roots = [await write('held', {}, token)];
    for (const body of ['two', 'three', 'four', 'five']) roots.push(await write(body));
    const [held, second, third, fourth, fifth] = roots.map(({ id }) => id) as [string, string, string, string, string];
    for (const id of [held, second, third]) await moderation.setPinned(id, true);
    await other({ moderation: 'all' }).call('PATCH', `/comments/${held}`, { body: 'changed' }, { token });
    await expect(moderation.setPinned(fourth, true)).rejects.toMatchObject({ code: 'conflict', status: 409 });
    await moderation.setPinned(third, true);
    await moderation.approve(held);
    const pinned = async () => (await list()).body.comments.filter(({ pinned }) => pinned).map(({ id }) => id);
    expect((await pinned()).toSorted()).toEqual([held, second, third].toSorted());

    await moderation.setPinned(second, false);
    await moderation.setPinned(fourth, true);
    await expect(moderation.setPinned(fifth, true)).rejects.toMatchObject({ code: 'conflict' });
    await call('DELETE', `/comments/${held}`, undefined, { token });
    await moderation.setPinned(fifth, true);
    expect((await pinned()).toSorted()).toEqual([third, fourth, fifth].toSorted());
    const elsewhere = await write('elsewhere', { thread: { id: 'another thread' } });
    expect((await moderation.setPinned(elsewhere.id, true)).changed).toEqual([
      { id: elsewhere.id, state: 'published' },
    ]);
  });
});

test.each([true, false])('a thread that is not there is neither closed nor opened, nor made: %s', async (closed) => {
  const { moderation, post, store, write } = await createFixture();
  await write('Hello', { site: 'one' });
  for (const name of [
    { site: '', thread: 'typo' },
    { site: '', thread: 'a thread' },
    { site: 'one', thread: 'https://blog.example/typo' },
  ]) {
    await expect(moderation.setClosed({ ...name, closed })).rejects.toMatchObject({ code: 'not-found' });
    const key = { site: name.site, thread: threadKey(name.thread) };
    expect(await store.read(({ threads }) => threads.find(key))).toBeUndefined();
  }
  expect((await post({ thread: { id: 'typo' } })).status).toBe(201);
});

describe('the mode', () => {
  test('“first” holds visitors until a comment of theirs is public', async () => {
    const { post, moderation } = await createFixture({ moderation: 'first' });
    const token = aToken();
    const first = await post({}, { token });
    expect([first.status, (await post({}, { token })).status, (await post()).status]).toEqual([202, 202, 202]);
    await moderation.approve(first.body.comment.id);
    expect([(await post({}, { token })).status, (await post({}, { token: aToken() })).status]).toEqual([201, 202]);
  });

  test('“links” holds comments with a link, also one that is put in later', async () => {
    const { call, post } = await createFixture({ moderation: 'links' });
    const token = aToken();
    const { id } = (await post({ body: 'no link' }, { token })).body.comment;
    expect((await post({ body: 'see www.spam.example' })).status).toBe(202);
    expect((await post({ body: '![](https://spam.example/x.png)' })).status).toBe(202);
    expect((await call('PATCH', `/comments/${id}`, { body: 'still none' }, { token })).body.comment.status).toBe(
      'published',
    );
    const edited = await call('PATCH', `/comments/${id}`, { body: '[x](https://spam.example)' }, { token });
    expect(edited.body.comment.status).toBe('pending');
  });

  test('“links” holds comments of authors with an address, also one in their name', async () => {
    const { post } = await createFixture({ moderation: 'links' });
    const email = 'a@b.co';
    expect((await post({ author: { name: 'Ada', email, url: 'https://spam.example' } })).status).toBe(202);
    expect((await post({ author: { name: 'www.spam.example', email } })).status).toBe(202);
    expect((await post({ author: { name: 'Cheap pills at spam.com', email } })).status).toBe(202);
    expect((await post({ author: { name: 'J. R. R. Tolkien', email } })).status).toBe(201);
  });
});
