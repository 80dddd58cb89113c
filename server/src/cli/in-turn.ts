import type { EventEmitter } from 'node:events';

/**
 * Handles the requests of one connection one at a time: each starts when the previous answer was sent. Node emits all
 * requests that a client has pipelined at once, so a client that never reads would have all its answers created and
 * kept in memory.
 */
export const inTurn = () => {
  const answered = new WeakMap<object, Promise<unknown>>();

  return async ({ socket }: { socket?: object }, outgoing: EventEmitter): Promise<void> => {
    if (!socket) return;
    const before = answered.get(socket);
    answered.set(socket, new Promise((resolve) => outgoing.once('close', resolve)));
    await before;
  };
};
