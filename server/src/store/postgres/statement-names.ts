import { createHash } from 'node:crypto';

export interface StatementNames {
  /** The name under which a statement is prepared, and so planned only once on each connection; none for some. */
  of(sql: string, parameters: readonly unknown[]): string | undefined;
  /** No more names from now on: something between here and the server does not keep them. */
  giveUp(): void;
}

/** For a connection that runs each statement once. */
export const noNames: StatementNames = { of: () => undefined, giveUp: () => {} };

/** Each connection keeps its prepared statements in the server's memory. */
const most = 300;

/** A statement's name is made of its text, so that processes that share connections, as by PgBouncer, never clash. */
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
 * Errors by which a statement that was prepared is not there, or is there already: the connection leads to another one
 * of the server's than before, as through PgBouncer before 1.21 in transaction mode.
 */
export const lostStatement = /^(26000|42P05)$/;
