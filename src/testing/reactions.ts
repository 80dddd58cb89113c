import type { Stars, VoteValue } from '../contract.js';
import { aborted, ensure, refused, refusedField, same } from './assert.js';
import type { Fixture } from './fixture.js';
import { checkSummary } from './shapes.js';

export const reactions: Record<string, (fixture: Fixture) => Promise<void>> = {
  'a vote counts once, and is taken back': async (fixture) => {
    const { answer, root, setup } = fixture;
    const { vote, target } = await needsVotable(fixture);
    same(await vote(target, 1, await answer()), { votes: { up: 1, down: 0 }, mine: 1 }, 'answer to a vote');
    if (setup.votes?.undo === false) return;
    same(await vote(target, 1), { votes: { up: 1, down: 0 }, mine: 1 }, 'answer to the same vote again');
    same((await root('Votable')).votes, { up: 1, down: 0 }, 'votes of the listed comment');
    same(await vote(target, 0), { votes: { up: 0, down: 0 }, mine: 0 }, 'answer to taking it back');
    same((await root('Votable')).votes, { up: 0, down: 0 }, 'votes of the listed comment after that');
  },

  'a vote against takes the place of one for': async (fixture) => {
    const { answer, setup, skip } = fixture;
    if (setup.votes?.down === false) skip('votes can only be for');
    if (setup.votes?.undo === false) skip('votes can’t be taken back');
    const { vote, target } = await needsVotable(fixture);
    await vote(target, 1, await answer());
    same(await vote(target, -1), { votes: { up: 0, down: 1 }, mine: -1 }, 'answer to the second vote');
  },

  'the votes of two visitors are two': async (fixture) => {
    const { another, answer } = fixture;
    const { vote, target } = await needsVotable(fixture);
    await vote(target, 1, await answer());
    const other = await another();
    same((await other.vote!(target, 1, await answer())).votes, { up: 2, down: 0 }, 'votes');
  },

  'visitors get their own votes back': async (fixture) => {
    const { answer, needs } = fixture;
    const { mine } = needs('mine');
    const { vote, target } = await needsVotable(fixture);
    await vote(target, 1, await answer());
    same((await mine(target))?.votes, { [target.id]: 1 }, 'own votes');
  },

  'what has more votes comes first where sorted by helpful': async (fixture) => {
    const { answer, backend, needs, needsVotes, populate, root, all, skip, target, setup } = withVotes(fixture);
    if (backend.sorts && !backend.sorts.includes('helpful')) skip(`${backend.name} can’t sort by helpful`);
    const { vote } = needs('vote');
    needsVotes();
    if (setup.oneVisitor) skip('all are one visitor');
    await populate('One', 'Two', 'Three');
    const { id } = await root('Two');
    await vote({ ...target, id }, 1, await answer());
    same((await all({ sort: 'helpful' }))[0]?.id, id, 'id of the first comment');
  },

  'a vote on one’s own comment does not count': async (fixture) => {
    const { backend, needs, needsVotes, needsWriting, root, target, write } = withVotes(fixture);
    needsWriting();
    const { vote } = needs('vote');
    needsVotes();
    const { id } = await write(backend, 'My own');
    await refused(() => vote({ ...target, id }, 1), 'forbidden');
    same((await root('My own')).votes, { up: 0, down: 0 }, 'votes');
  },

  'a vote that can’t be is refused': async (fixture) => {
    const { answer, unknown } = fixture;
    const { vote, target } = await needsVotable(fixture);
    await refused(async () => vote(unknown, 1, await answer()), 'not-found');
    await refusedField(async () => vote(target, 2 as VoteValue, await answer()), 'value');
    await aborted(() => vote(target, 1, { signal: AbortSignal.abort() }));
  },

  'a comment can be reported': async ({ answer, needs, populate, root, target, unknown }) => {
    const { report } = needs('report');
    await populate('Spam');
    const { id } = await root('Spam');
    await report({ ...target, id }, 'It is spam.', await answer());
    await report({ ...target, id }, undefined, await answer());
    await refused(async () => report(unknown, undefined, await answer()), 'not-found');
  },

  'stars without a comment count, change and are taken back': async (fixture) => {
    const { answer, backend, target } = fixture;
    const { rate } = needsRate(fixture);
    const rated = await rate(target, 4, await answer());
    checkSummary(rated.summary);
    same([rated.mine, rated.summary.count, rated.summary.average], [4, 1, 4], 'mine, count and average');
    const changed = await rate(target, 2);
    same([changed.mine, changed.summary.count, changed.summary.average], [2, 1, 2], 'the same after a change');
    const { summary } = await backend.list({ ...target, sort: 'newest', limit: 25 });
    same(summary, changed.summary, 'summary of the listed page');
    same((await backend.mine?.(target))?.rating ?? 2, 2, 'own rating');
    const none = await rate(target, null);
    same([none.mine, none.summary.count, none.summary.average], [null, 0, null], 'the same after taking them back');
  },

  'the ratings of two visitors are two': async (fixture) => {
    const { another, answer, target } = fixture;
    const { rate } = needsRate(fixture);
    await rate(target, 5, await answer());
    const other = await another();
    const { summary } = await other.rate!(target, 4, await answer());
    same([summary.count, summary.average], [2, 4.5], 'count and average');
  },

  'a visitor’s rating is that of their latest comment or stars, and falls back to the one before': async (fixture) => {
    const { backend, needs, target, write } = fixture;
    const { rate } = needsRate(fixture);
    const { remove } = needs('remove');
    const average = async () => {
      const { summary } = await backend.list({ ...target, sort: 'newest', limit: 25 });
      ensure(summary && summary.count <= 1, 'one visitor counts once at most');
      return summary.average;
    };
    const first = await write(backend, 'First', { rating: 5 });
    const second = await write(backend, 'Second', { rating: 1 });
    same(await average(), 1, 'average after two comments');
    await rate(target, 3);
    same(await average(), 3, 'average after stars');
    same((await rate(target, null)).mine, 1, 'own rating after taking the stars back');
    await remove({ ...target, id: second.id });
    same(await average(), 5, 'average after removing the second comment');
    await remove({ ...target, id: first.id });
    same(await average(), null, 'average after removing both');
  },

  'stars out of range are refused': async (fixture) => {
    const { answer, target } = fixture;
    const { rate } = needsRate(fixture);
    for (const value of [0, 6, 1.5] as number[] as Stars[])
      await refusedField(async () => rate(target, value, await answer()), 'value');
    await aborted(() => rate(target, 5, { signal: AbortSignal.abort() }));
  },
};

const withVotes = (fixture: Fixture) => ({
  ...fixture,
  needsVotes: () => void (fixture.settings.votes || fixture.skip('the thread has no votes')),
});

/** A comment of somebody else. */
const needsVotable = async (fixture: Fixture) => {
  const { needs, needsVotes, populate, root, setup, skip, target } = withVotes(fixture);
  const { vote } = needs('vote');
  needsVotes();
  if (setup.oneVisitor && !setup.seed) skip('all are one visitor');
  await populate('Votable');
  const { id } = await root('Votable');
  return { vote, target: { ...target, id } };
};

const needsRate = ({ needs, needsRatings, needsWriting }: Fixture) => {
  needsWriting();
  needsRatings();
  return needs('rate');
};
