import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/security.md', root), 'utf8');
/** The rows of tables that name a test: its file, and how it is called. */
const named = [...text.matchAll(/^\|.*\| `(tests\/[^`]+)`(?:: (.*?))? *\|$/gm)].map(
  ([, file, title]) => [file!, title] as const,
);

test('docs/security.md has a test for each promise, and each is there by its name', () => {
  const rows = text.split('\n').filter((line) => /^\| (?!-|Promise)/.test(line));
  expect(named.length).toBeGreaterThan(30);
  expect(named).toHaveLength(rows.length);
  for (const [file, title = ''] of named) {
    const path = fileURLToPath(new URL(file, root));
    expect(existsSync(path), file).toBe(true);
    expect(readFileSync(path, 'utf8'), file).toContain(title);
  }
});
