import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { configSchema, type Config } from './config-schema.js';
import { OptionError } from './option-error.js';

/**
 * Reads a settings file. `${NAME}` in a text is replaced by an environment variable.
 *
 * @throws OptionError with a line for each error: the file, the path in it, and what to write instead
 */
export const readConfig = (file: string, environment: NodeJS.ProcessEnv): Config => {
  const wrong = (problems: Problem[]): OptionError =>
    new OptionError(
      `option '--config': ${problems.map(({ path, what }) => `${[file, pathText(path), what].filter(Boolean).join(': ')}`).join('\n')}`,
    );
  const problems: Problem[] = [];
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong([{ path: [], what: error instanceof Error ? error.message : 'It can not be read.' }]);
  }
  const filled = withVariables(content, environment, [], problems);
  if (problems.length > 0) throw wrong(problems);
  const result = configSchema.safeParse(filled);
  if (result.success) return result.data;
  throw wrong(result.error.issues.map(problemOf));
};

interface Problem {
  path: readonly PropertyKey[];
  what: string;
}

const problemOf = (issue: z.core.$ZodIssue): Problem => {
  if (issue.code === 'unrecognized_keys') {
    return { path: [...issue.path, issue.keys[0] ?? ''], what: 'There is no such setting.' };
  }
  if (issue.code === 'invalid_value') {
    return { path: issue.path, what: `One of ${issue.values.map((value) => `"${String(value)}"`).join(', ')}.` };
  }
  // Of the alternatives, the one that matched furthest determines the error message.
  if (issue.code === 'invalid_union') {
    const inner = issue.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0];
    if (inner && inner.path.length > 0) return problemOf({ ...inner, path: [...issue.path, ...inner.path] });
    const custom = issue.errors.flat().find(({ code }) => code === 'custom' || code === 'invalid_value');
    if (custom) return problemOf({ ...custom, path: issue.path });
  }
  return { path: issue.path, what: issue.message };
};

/** `sites.blog.origins[0]`, or `sites["my.blog"]` if a dot would be misleading. */
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((key) => {
      if (typeof key === 'number') return `[${key}]`;
      return /^[\w$-]+$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
    })
    .join('')
    .replace(/^\./, '');

const withVariables = (
  value: unknown,
  environment: NodeJS.ProcessEnv,
  path: readonly PropertyKey[],
  problems: Problem[],
): unknown => {
  if (typeof value === 'string') {
    return value.replace(/\$\{(\w+)\}/g, (_, name: string) => {
      const found = environment[name];
      if (found === undefined) problems.push({ path, what: `There is no variable ${name} in the environment.` });
      return found ?? '';
    });
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => withVariables(item, environment, [...path, index], problems));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withVariables(item, environment, [...path, key], problems)]),
  );
};
