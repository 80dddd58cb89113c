import { aborted, ensure, refused, refusedField, same } from './assert.js';
import type { Fixture } from './fixture.js';
import { checkComment } from './shapes.js';

export const ownComments: Record<string, (fixture: Fixture) => Promise<void>> = {
  'nothing is known of a visitor who never wrote': async ({ needs, target }) => {
    same(await needs('mine').mine(target), undefined, 'mine');
  },

  'visitors get their own comments back with the source of the text': async (fixture) => {
    const { backend, draft, needs, needsWriting, settings, target } = fixture;
    needsWriting();
    const { mine } = needs('mine');
    const rating = settings.ratings === 'off' ? undefined : 4;
    const comment = await backend.submit(await draft('My *own* words', { rating }));
    const own = await mine(target);
    ensure(own, 'mine is known after the first write');
    same(
      own.comments.map(({ id, body }) => [id, body]),
      [[comment.id, 'My *own* words']],
      'own comments',
    );
    own.comments.forEach(checkComment);
    if (rating && comment.status === 'published') same(own.rating, rating, 'own rating');
  },

  'visitors do not get the comments of others as their own': async (fixture) => {
    const { another, draft, backend, needs, needsWriting, target, write } = fixture;
    needsWriting();
    needs('mine');
    const other = await another();
    await write(other, 'Theirs');
    const mine = await backend.submit(await draft('Mine'));
    same(
      (await backend.mine!(target))?.comments.map(({ id }) => id),
      [mine.id],
      'own comments',
    );
  },

  'an author changes their comment': async (fixture) => {
    const { backend, root, setup, target, write } = fixture;
    const { edit } = needsEditing(fixture);
    const { id } = await write(backend, 'Before');
    const edited = await edit({ ...target, id }, { body: 'After it all' });
    checkComment(edited);
    ensure(edited.html.includes('After it all'), 'the answer has the new text');
    ensure(edited.editedAt, 'the answer says when it was edited');
    const listed = await root('After it all');
    same(listed.id, id, 'id of the listed comment');
    if (setup.editTimes !== false) ensure(listed.editedAt, 'the listed comment says when it was edited');
  },

  'an author changes the rating of their comment': async (fixture) => {
    const { backend, target, write, needsRatings } = fixture;
    const { edit } = needsEditing(fixture);
    needsRatings();
    const { id } = await write(backend, 'Rated', { rating: 2 });
    same((await edit({ ...target, id }, { rating: 5 })).rating, 5, 'rating');
    const { summary } = await backend.list({ ...target, sort: 'newest', limit: 25 });
    same([summary?.count, summary?.average], [1, 5], 'count and average of the summary');
  },

  'a change that can’t be is refused': async (fixture) => {
    const { backend, target, unknown, write } = fixture;
    const { edit } = needsEditing(fixture);
    const { id } = await write(backend, 'Before');
    await refusedField(() => edit({ ...target, id }, { body: '' }), 'body');
    await refused(() => edit(unknown, { body: 'After' }), ...notTheirs);
    await aborted(() => edit({ ...target, id }, { body: 'After' }, { signal: AbortSignal.abort() }));
    same(
      (await fixture.all()).map(({ editedAt }) => editedAt),
      [null],
      'editedAt',
    );
  },

  'nobody changes or removes the comment of somebody else': async (fixture) => {
    const { backend, another, answer, target, write, skip, needsWriting, all } = fixture;
    needsWriting();
    if (!backend.edit && !backend.remove) skip(`${backend.name} has no edit, remove`);
    const other = await another();
    const { id } = await write(backend, 'Mine');
    const denied = ['forbidden', 'unauthorized'] as const;
    if (other.edit)
      await refused(async () => other.edit!({ ...target, id }, { body: 'Ha' }, await answer()), ...denied);
    if (other.remove) await refused(async () => other.remove!({ ...target, id }, await answer()), ...denied);
    same((await all()).length, 1, 'comments');
  },

  'a comment that is removed is gone': async ({ backend, needs, needsWriting, target, unknown, write, all }) => {
    needsWriting();
    const { remove } = needs('remove');
    const { id } = await write(backend, 'Mistake');
    const removed = await remove({ ...target, id });
    same([removed.id, removed.status, removed.html], [id, 'deleted', ''], 'id, status and html of the answer');
    same((await all()).length, 0, 'comments');
    same((await backend.list({ ...target, sort: 'newest', limit: 25 })).total, 0, 'total');
    await refused(() => remove(unknown), ...notTheirs);
  },

  'a comment with replies leaves a tombstone': async (fixture) => {
    const { backend, needs, needsWriting, setup, skip, target, write, all } = fixture;
    needsWriting();
    if (setup.depth === 0) skip('comments can’t be answered');
    if (setup.tombstones === false) skip('replies go with what they answer');
    const { remove } = needs('remove');
    const { id } = await write(backend, 'Question');
    await write(backend, 'Answer', { parent: id });
    await remove({ ...target, id });
    const [tombstone] = await all();
    ensure(tombstone, 'it is listed');
    same([tombstone.id, tombstone.status, tombstone.replyCount], [id, 'deleted', 1], 'id, status, replyCount');
    same([tombstone.html, tombstone.author.name, tombstone.rating], ['', '', null], 'html, name and rating');
    ensure(tombstone.replies?.[0]?.html.includes('Answer'), 'its reply is there');
  },
};

/** What changing a comment that is not there may end in: some servers only look among the visitor's own. */
const notTheirs = ['not-found', 'forbidden'] as const;

const needsEditing = ({ backend, needs, needsWriting, settings, skip }: Fixture) => {
  needsWriting();
  const methods = needs('edit');
  if (!settings.editWindow) skip(`${backend.name} has no time for changes`);
  return methods;
};
