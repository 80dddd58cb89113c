import { setTimeout } from 'node:timers/promises';
import { codeOf } from './store-error.js';
import { lostStatement, type StatementNames } from './statement-names.js';

/** Rolled back by the server, through no fault of the work: it may go well at the next try. */
const rolledBack = /^(40001|40P01)$/;

const mostTries = 10;

/** Does a transaction again that PostgreSQL rolled back: a deadlock, changes at one time, or a statement not prepared. */
export const withRetries = async <T>(names: StatementNames, transaction: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await transaction();
    } catch (error) {
      const code = codeOf(error) || codeOf(error instanceof Error ? error.cause : undefined);
      if (lostStatement.test(code)) names.giveUp();
      else if (!rolledBack.test(code)) throw error;
      if (tries >= mostTries) throw error;
      // Those that met go apart.
      await setTimeout(Math.random() * 5 * tries);
    }
  }
};
