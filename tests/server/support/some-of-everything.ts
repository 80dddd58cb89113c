import { aToken, type Fixture } from './fixture.js';

/** Two threads with replies, stars, votes, a report, an edit, a tombstone, a pin, and a comment that waits. */
export const writeSomeOfEverything = async (fixture: Fixture): Promise<void> => {
  const { call, write } = fixture;
  const token = aToken();
  const root = await write('Root with *emphasis*\n\nand two paragraphs, ünïcode 🦜', { rating: 4 }, token);
  const reply = await write('Reply', { parent: root.id });
  const deeper = await write('Deeper', { parent: reply.id }, token);
  const other = await write('Other', { rating: 2 });
  await write('Elsewhere', {
    thread: { id: 'https://blog.example/post', url: 'https://blog.example/post', title: 'Post' },
  });
  await fixture.with({ moderation: 'all' }).write('Waits');
  await call('PUT', `/comments/${root.id}/vote`, { value: 1 }, { token: aToken() });
  await call('PUT', `/comments/${other.id}/vote`, { value: -1 }, { token: aToken() });
  await call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 5 }, { token: aToken() });
  await call('POST', `/comments/${other.id}/report`, { reason: 'rude' });
  await call('PATCH', `/comments/${root.id}`, { body: 'Changed' }, { token });
  await call('DELETE', `/comments/${deeper.id}`, undefined, { token });
  await fixture.moderation.setPinned(other.id, true);
  await fixture.moderation.setClosed({ site: '', thread: 'https://blog.example/post', closed: true });
};
