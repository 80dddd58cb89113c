import type { EventEmitter } from 'node:events';

/**
 * Lets the requests of one connection through one by one, each when the answer before it was handed over. Node calls
 * for all that a client has sent ahead at once: a client that never reads would have all its answers made and kept.
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
