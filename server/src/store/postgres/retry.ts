import { setTimeout } from 'node:timers/promises';
import { codeOf } from './store-error.js';
import { lostStatement, type StatementNames } from './statement-names.js';

/**
 * Errors of transactions that the server rolled back through no fault of their own: they may succeed when tried again.
 */
const rolledBack = /^(40001|40P01)$/;

const mostTries = 10;

/**
 * Repeats a transaction that PostgreSQL rolled back: after a deadlock, a serialization failure, or a lost prepared
 * statement.
 */
export const withRetries = async <T>(names: StatementNames, transaction: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      const code = codeOf(error) || codeOf(error instanceof Error ? error.cause : undefined);
      if (lostStatement.test(code)) names.giveUp();
      else if (!rolledBack.test(code)) throw error;
      if (tries >= mostTries) throw error;
      // A random wait, so that transactions that collided don't collide again.
      await setTimeout(Math.random() * 5 * tries);
    }
  }
};
