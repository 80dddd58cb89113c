import { expect, test } from 'vitest';
import docs from '../../docs/backends.md?raw';
import { backendContract } from '../../src/testing.js';
import { exampleBackend } from './example-backend.js';
import source from './example-backend.ts?raw';

const make = (path = 'comments') => exampleBackend({ url: `${location.origin}/example-api/${path}`, options: {} });
const first = { thread: { id: 'https://example.org/article' }, sort: 'newest', limit: 25 } as const;

for (const { name, run } of backendContract({ create: () => make(), depth: 1 })) test(name, run);

test('the example of docs/backends.md is this code, in under 60 lines', () => {
  const code = source.replace('../../src/index.js', 'starling-comments').trim();
  expect(docs).toContain('```ts\n' + code + '\n```');
  expect(code.split('\n').length).toBeLessThan(60);
});

test('an answer that is no JSON is the server’s error, and no answer the network’s', async () => {
  await expect(make('broken').list(first)).rejects.toMatchObject({ code: 'server' });
  const unreachable = exampleBackend({ url: 'http://localhost:9', options: {} });
  await expect(unreachable.list(first)).rejects.toMatchObject({ code: 'network' });
  expect(() => exampleBackend({ options: {} })).toThrow(expect.objectContaining({ code: 'misconfigured' }));
});
