import { limits, type Stars } from '../contract.js';
import { aborted, ensure, refused, refusedField, same } from './assert.js';
import type { Fixture } from './fixture.js';
import { checkComment } from './shapes.js';

export const writing: Record<string, (fixture: Fixture) => Promise<void>> = {
  'a backend that only reads refuses comments': async ({ backend, draft, setup, skip }) => {
    if (!setup.readOnly) skip(`${backend.name} writes`);
    await refused(async () => backend.submit(await draft('Hello')), 'closed', 'forbidden');
  },

  'a comment that is sent comes back as it is kept, and is listed once it is public': async (fixture) => {
    const { backend, draft, setup, target, needsWriting, root, skip } = fixture;
    needsWriting();
    const comment = await backend.submit(await draft('Hello there'));
    checkComment(comment);
    same([comment.parent, comment.root], [null, comment.id], 'parent and root');
    ensure(comment.html.includes('Hello there'), 'it has its text');
    ensure(comment.status !== 'deleted', 'it is published or pending');
    if (comment.status === 'pending') {
      same((await fixture.all()).length, 0, 'public comments while it is pending');
      if (!setup.publish) skip('comments wait for a moderator, and the setup has no publish()');
      await setup.publish!(comment, target.thread);
    }
    same((await root('Hello there')).id, comment.id, 'id of the listed comment');
  },

  'a reply comes back with what it answers': async (fixture) => {
    const { backend, draft, setup, needsWriting, skip, write } = fixture;
    needsWriting();
    if (setup.depth === 0) skip('comments can’t be answered');
    const { id } = await write(backend, 'Question');
    const reply = await backend.submit(await draft('Answer', { parent: id }));
    checkComment(reply);
    same([reply.parent, reply.root], [id, id], 'parent and root');
  },

  'a draft that is sent twice with one idempotency key is one comment': async (fixture) => {
    const { backend, draft, all, needsWriting } = fixture;
    needsWriting();
    needsIdempotency(fixture);
    const once = await draft('Only once');
    const first = await backend.submit(once, { idempotencyKey: 'one-key' });
    const second = await backend.submit(once, { idempotencyKey: 'one-key' });
    same(second.id, first.id, 'id of the second answer');
    if (first.status === 'published') same((await all()).length, 1, 'comments');
  },

  'a draft that is sent twice at the same time is one comment': async (fixture) => {
    const { backend, draft, all, needsWriting } = fixture;
    needsWriting();
    needsIdempotency(fixture);
    const once = await draft('Only once');
    const options = { idempotencyKey: 'one-key' };
    const [first, second] = await Promise.all([backend.submit(once, options), backend.submit(once, options)]);
    same(second.id, first.id, 'id of the second answer');
    if (first.status === 'published') same((await all()).length, 1, 'comments');
  },

  'another draft with a used idempotency key is a conflict': async (fixture) => {
    const { backend, draft, needsWriting } = fixture;
    needsWriting();
    needsIdempotency(fixture);
    const options = { idempotencyKey: 'one-key' };
    await backend.submit(await draft('One'), options);
    await refused(async () => backend.submit(await draft('Another'), options), 'conflict');
  },

  'two drafts with the same text are two comments': async ({ backend, needsWriting, setup, skip, write, all }) => {
    needsWriting();
    if (setup.duplicates === false) skip(`${backend.name} refuses a text that it has already`);
    await write(backend, 'Thanks!');
    await write(backend, 'Thanks!');
    same((await all()).length, 2, 'comments');
  },

  'a draft without text is refused, and leaves nothing': async ({ backend, draft, all, needsWriting }) => {
    needsWriting();
    for (const body of ['', ' \n\t '])
      await refusedField(async () => backend.submit(await draft(body), { idempotencyKey: 'empty' }), 'body');
    same((await all()).length, 0, 'comments');
  },

  'a text that is too long is refused, not cut': async ({ backend, draft, all, needsWriting }) => {
    needsWriting();
    // Code points, not UTF-16 units: each of these is two.
    const longest = '🐦'.repeat(limits.body);
    await refusedField(async () => backend.submit(await draft(`${longest}🐦`)), 'body');
    same((await all()).length, 0, 'comments');
    const { html } = await backend.submit(await draft(longest));
    same([...html.matchAll(/🐦/gu)].length, limits.body, 'characters kept of the longest text');
  },

  'an author’s name or e-mail address that can’t be is refused': async ({ backend, draft, settings, needsWriting }) => {
    needsWriting();
    const author = { name: 'Ada', email: 'ada@example.org' };
    const submit = async (wrong: object) => backend.submit(await draft('Hello', { author: { ...author, ...wrong } }));
    if (settings.fields.name !== 'hidden')
      await refusedField(() => submit({ name: 'a'.repeat(limits.name + 1) }), 'author.name');
    if (settings.fields.email !== 'hidden') await refusedField(() => submit({ email: 'no address' }), 'author.email');
    for (const field of ['name', 'email', 'url'] as const)
      if (settings.fields[field] === 'required') await refusedField(() => submit({ [field]: '' }), `author.${field}`);
  },

  'an author’s address is http or https, or refused': async ({ backend, draft, settings, needsWriting, skip }) => {
    needsWriting();
    if (settings.fields.url === 'hidden') skip('authors give no address');
    const author = { name: 'Ada', email: 'ada@example.org', url: 'javascript:alert(1)' };
    await refusedField(async () => backend.submit(await draft('Hello', { author })), 'author.url');
  },

  'a rating out of range is refused': async ({ backend, draft, all, needsWriting, needsRatings }) => {
    needsWriting();
    needsRatings();
    for (const rating of [0, 6, 2.5] as number[] as Stars[])
      await refusedField(async () => backend.submit(await draft('Hello', { rating })), 'rating');
    same((await all()).length, 0, 'comments');
  },

  'a reply to a comment that is not there is refused': async (fixture) => {
    const { backend, draft, unknown, setup, needsWriting, skip } = fixture;
    needsWriting();
    if (setup.depth === 0) skip('comments can’t be answered');
    await refused(async () => backend.submit(await draft('Answer', { parent: unknown.id })), 'invalid', 'not-found');
  },

  'an aborted submit rejects with an AbortError': async ({ backend, draft, needsWriting }) => {
    needsWriting();
    const hello = await draft('Hello');
    await aborted(() => backend.submit(hello, { signal: AbortSignal.abort() }));
  },
};

const needsIdempotency = ({ setup, backend, skip }: Fixture): void => {
  if (setup.idempotent === false) skip(`${backend.name} has no idempotency keys`);
};
