import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { manyNetworks, startServer } from './process.js';

export interface KillRoundsResult {
  /** Posts that were answered with 201. */
  acknowledged: number;
  /** Of these, those that were there after the restart. */
  kept: number;
  /** Kept though never acknowledged: the answer was lost with the process. */
  unanswered: number;
}

export interface KillRoundsOptions {
  /** The database's file. */
  path: string;
  rounds: number;
  /** Posts under way at any time. */
  connections?: number;
}

/**
 * Starts a server, posts to it without pause, kills it with SIGKILL at some moment, starts it again on the same file
 * and looks for every comment that it had acknowledged; as often as asked for.
 */
export const killRounds = async ({ path, rounds, connections = 16 }: KillRoundsOptions): Promise<KillRoundsResult> => {
  const options = ['--database', `sqlite:${path}`, '--captcha', 'none', ...manyNetworks.option];
  const acknowledged = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    const server = await startServer(options);
    const stopped = new AbortController();
    const load = Array.from({ length: connections }, () => postUntil(server.url, stopped.signal, acknowledged));
    // However busy the machine: a round is about writes that were acknowledged, and others that are under way.
    await atLeast(acknowledged, acknowledged.size + connections);
    await setTimeout(150 + Math.random() * 350);
    await server.stop('SIGKILL');
    stopped.abort();
    await Promise.all(load);
  }
  const server = await startServer(options);
  const found = await everyComment(server.url);
  await server.stop();
  const kept = [...acknowledged].filter((id) => found.has(id)).length;
  return { acknowledged: acknowledged.size, kept, unanswered: found.size - kept };
};

/** Resolves when so many posts were acknowledged, or after ten seconds. */
const atLeast = async (acknowledged: Set<string>, posts: number): Promise<void> => {
  for (let waited = 0; acknowledged.size < posts && waited < 10_000; waited += 10) await setTimeout(10);
};

const thread = 'kill -9';

let sent = 0;

const postUntil = async (url: string, signal: AbortSignal, acknowledged: Set<string>): Promise<void> => {
  while (!signal.aborted) {
    try {
      const response = await fetch(`${url}/api/v1/comments`, {
        method: 'POST',
        headers: manyNetworks.header(sent++),
        body: JSON.stringify({
          thread: { id: thread },
          author: { name: 'Ada', email: 'ada@example.org' },
          body: `Durable ${randomUUID()}`,
        }),
        signal,
      });
      const { comment } = (await response.json()) as { comment: { id: string } };
      if (response.status === 201) acknowledged.add(comment.id);
    } catch {
      // The process is gone: nothing was acknowledged.
      await setTimeout(5);
    }
  }
};

const everyComment = async (url: string): Promise<Set<string>> => {
  const ids = new Set<string>();
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ thread, limit: '100', sort: 'oldest', ...(cursor !== null && { cursor }) });
    const response = await fetch(`${url}/api/v1/comments?${query}`);
    const page = (await response.json()) as { comments: { id: string }[]; next: string | null };
    for (const { id } of page.comments) ids.add(id);
    cursor = page.next;
  } while (cursor !== null);
  return ids;
};
