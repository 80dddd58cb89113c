import { expect, test, vi } from 'vitest';
import { memoryBackend } from '../../src/backends/memory/index.js';
import type { Backend } from '../../src/backend.js';
import { StarlingError } from '../../src/errors.js';
import { backendContract, type ContractSetup } from '../../src/testing.js';

let stores = 0;
const makeIn = (store: string) => memoryBackend({ options: { store } });

/** Runs the suite over the memory backend, changed; gives the outcome of each case by its name. */
const outcomes = async (change: (backend: Backend) => Partial<Backend>, setup: Partial<ContractSetup> = {}) => {
  const store = `suite ${stores++}`;
  const create = () => {
    const backend = makeIn(store);
    return { ...backend, ...change(backend) };
  };
  const seed: ContractSetup['seed'] = async (thread, comments) => {
    const ids: string[] = [];
    for (const { parent, ...seed } of comments) {
      const draft = { thread, ...seed, ...(parent !== undefined && { parent: ids[parent] }) };
      ids.push((await makeIn(store).submit(draft)).id);
    }
  };
  const cases = backendContract({ create, interval: 0, ...(setup.readOnly && { seed }), ...setup });
  const skip = () => {};
  const failed: string[] = [];
  const skipped: string[] = [];
  for (const { name, run } of cases) {
    const reason = await run({ skip }).catch((error: Error) => void failed.push(`${name}: ${error.message}`));
    if (reason) skipped.push(name);
  }
  return { failed, skipped, passed: cases.length - failed.length - skipped.length };
};

const denied = async () => {
  throw new StarlingError('forbidden');
};

test('a backend of the two required methods passes, and all else counts as skipped', async () => {
  const optional = ['find', 'mine', 'edit', 'remove', 'vote', 'report', 'rate', 'counts', 'preview', 'subscribe'];
  const { failed, skipped, passed } = await outcomes(() =>
    Object.fromEntries(optional.map((name) => [name, undefined])),
  );
  expect(failed).toEqual([]);
  expect(skipped.length).toBeGreaterThan(25);
  expect(passed).toBeGreaterThan(25);
});

test('a backend that only reads passes, what it holds being seeded', async () => {
  const { failed, skipped, passed } = await outcomes(() => ({ submit: denied }), { readOnly: true });
  expect(failed).toEqual([]);
  expect(skipped).toContain('a draft without text is refused, and leaves nothing');
  expect(passed).toBeGreaterThan(25);
});

test('a backend whose pages have a size of their own and whose threads are flat passes', async () => {
  const { failed } = await outcomes(
    (backend) => ({
      list: (query, options) => backend.list({ ...query, limit: 3 }, options),
      replies: (query, options) => backend.replies!({ ...query, limit: 3 }, options),
    }),
    { pageSize: 3, depth: 1 },
  );
  expect(failed).toEqual([]);
});

test('a backend behind a captcha passes with answers to it', async () => {
  const options = { store: 'captcha', thread: { captcha: { provider: 'test' } } };
  const captcha = () => ({ provider: 'test', token: 'x' });
  for (const { run } of backendContract({ create: () => memoryBackend({ options }), captcha, interval: 0 }))
    await run({ skip: () => {} });
});

test.each<[string, (backend: Backend) => Partial<Backend>, RegExp]>([
  ['forgets idempotency keys', (backend) => ({ submit: (draft) => backend.submit(draft) }), /one idempotency key/],
  [
    'cuts what is too long',
    ({ submit }) => ({
      submit: (draft, options) => submit({ ...draft, body: [...draft.body].slice(0, 10_000).join('') }, options),
    }),
    /too long is refused/,
  ],
  [
    'pages by number',
    (backend) => ({
      list: async (query, options) => {
        const all = await backend.list({ ...query, limit: 100, cursor: undefined }, options);
        const start = Number(query.cursor ?? 0);
        const end = start + query.limit;
        const next = end < all.comments.length ? String(end) : null;
        const summary = start ? null : all.summary;
        return { ...all, summary, comments: all.comments.slice(start, end), next };
      },
    }),
    /sorted by newest have no doubles/,
  ],
  [
    'ignores the filter',
    (backend) => ({ list: (query, options) => backend.list({ ...query, rating: undefined }, options) }),
    /filter by stars/,
  ],
  [
    'ignores the sort',
    (backend) => ({
      list: (query, options) => backend.list({ ...query, sort: 'newest' }, options),
    }),
    /oldest comes first/,
  ],
  [
    'fails with errors of its own',
    () => ({
      find: async () => {
        throw new Error('404');
      },
    }),
    /permalink finds a root/,
  ],
  [
    'sends numbers as ids',
    (backend) => ({
      submit: async (draft, options) => ({ ...(await backend.submit(draft, options)), id: 7 as never }),
    }),
    /comes back as it is kept/,
  ],
  [
    'lets everybody vote for themselves',
    () => ({ vote: async () => ({ votes: { up: 1, down: 0 }, mine: 1 as const }) }),
    /own comment does not count/,
  ],
  ['does not heed the signal', (backend) => ({ list: (query) => backend.list(query) }), /aborted list/],
])('a backend that %s fails', async (_, change, name) => {
  const { failed } = await outcomes(change);
  expect(failed.join('\n')).toMatch(name);
});

test('without a context a skipped case says why', async () => {
  const readsOnly = backendContract({ create: () => makeIn('skip') }).find(({ name }) => name.includes('only reads'))!;
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  expect(await readsOnly.run()).toBe('memory writes');
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('memory writes'));
  warn.mockRestore();
});
