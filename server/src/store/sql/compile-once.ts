import type { CompiledQuery, Compilable } from 'kysely';
import type { Executor } from './transact.js';

export type Statement<P, R> = (executor: Executor, parameters: P) => Promise<R[]>;

/**
 * Builds and compiles a query once, at its first use; later calls only bind parameters. Building a query can cost more
 * than the database needs to answer it.
 *
 * `build` gets a placeholder for each parameter, which can be used as a value anywhere in the query.
 */
export const compileOnce = <P extends object, R>(build: (parameters: P) => Compilable<R>): Statement<P, R> => {
  let compiled: { query: CompiledQuery<R>; names: unknown[] } | undefined;
  return async (executor, parameters) => {
    compiled ??= compile(build);
    const { query, names } = compiled;
    const bound = names.map((name) => (name instanceof Placeholder ? parameters[name.key as keyof P] : name));
    return (await executor.executeQuery<R>({ ...query, parameters: bound })).rows;
  };
};

/** One statement for each shape of a query, such as a sort or a number of rows. */
export const compileEach = <K, P extends object, R>(
  build: (shape: K) => (parameters: P) => Compilable<R>,
): ((shape: K, name: string) => Statement<P, R>) => {
  const statements = new Map<string, Statement<P, R>>();
  return (shape, name) => {
    let statement = statements.get(name);
    if (!statement) statements.set(name, (statement = compileOnce(build(shape))));
    return statement;
  };
};

class Placeholder {
  readonly key: PropertyKey;

  constructor(key: PropertyKey) {
    this.key = key;
  }
}

const compile = <P extends object, R>(build: (parameters: P) => Compilable<R>) => {
  const placeholders = new Proxy({} as P, { get: (_, key) => new Placeholder(key) });
  const query = build(placeholders).compile();
  return { query, names: [...query.parameters] };
};
