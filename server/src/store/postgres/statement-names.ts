import { createHash } from 'node:crypto';

export interface StatementNames {
  /**
   * The name under which a statement is prepared, and so planned only once for each connection; some statements have
   * none.
   */
  of(sql: string, parameters: readonly unknown[]): string | undefined;
  /** Stops naming statements: something between this process and the server does not keep prepared statements. */
  giveUp(): void;
}

/** For a connection that runs each statement only once. */
export const noNames: StatementNames = { of: () => undefined, giveUp: () => {} };

/** Each connection keeps its prepared statements in the server's memory, so their number is limited. */
const most = 300;

/**
 * A statement's name is derived from its text, so processes that share connections, as through PgBouncer, never clash.
 */
export const statementNames = (): StatementNames => {
  const names = new Map<string, string>();
  let kept = true;
  return {
    of: (sql, parameters) => {
      if (!kept || parameters.length === 0) return undefined;
      const known = names.get(sql);
      if (known !== undefined || names.size >= most) return known;
      const name = createHash('sha256').update(sql).digest('base64url');
      names.set(sql, name);
      return name;
    },
    giveUp: () => {
      kept = false;
    },
  };
};

/**
 * Errors that say that a prepared statement does not exist, or already exists: the client is now connected to another
 * of the server's connections, as through PgBouncer before 1.21 in transaction mode.
 */
export const lostStatement = /^(26000|42P05)$/;
