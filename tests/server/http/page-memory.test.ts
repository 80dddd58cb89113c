import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { pageMemory, type Page } from '../../../server/src/http/middleware/page-memory.js';
import type { Store } from '../../../server/src/store/store.js';
import type { ThreadReads } from '../../../server/src/store/threads.js';
import { aDraft, createFixture, fixtureOver, temporaryFolder } from '../support/fixture.js';
import { builtCli, startServer } from '../support/process.js';

/** The store, with the names of the thread reads that it is asked for. */
const watched = (store: Store): { store: Store; reads: string[] } => {
  const reads: string[] = [];
  const watch = (threads: ThreadReads): ThreadReads =>
    new Proxy(threads, {
      get: (target, name, receiver) => {
        reads.push(String(name));
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  const read: Store['read'] = (use) => store.read((all) => use({ ...all, threads: watch(all.threads) }));
  return { store: { ...store, read }, reads };
};

const withWatchedStore = async (options = {}) => {
  const { store, path, write } = await createFixture();
  await write('one');
  const { store: seen, reads } = watched(store);
  return { ...fixtureOver(seen, path, options), reads };
};

describe('a page that was read before', () => {
  test('costs one read of its thread, whatever it holds', async () => {
    const { list, reads } = await withWatchedStore();
    const first = await list();
    expect(reads.length).toBeGreaterThan(1);
    reads.length = 0;
    const again = await list();
    expect(reads).toEqual(['find']);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect([...again.headers]).toEqual([...first.headers]);
  });

  test('is the same, byte by byte, read anew and each time from memory', async () => {
    const { handler, write } = await createFixture();
    await write('Größe, 尺寸, 👍🏽 – “quoted”');
    const read = async () => {
      const response = await handler(new Request('http://localhost/api/v1/comments?thread=a+thread'));
      return Buffer.from(await response.arrayBuffer()).toString('hex');
    };
    const anew = await read();
    expect([await read(), await read()]).toEqual([anew, anew]);
    expect(Buffer.from(anew, 'hex').toString()).toContain('尺寸, 👍🏽');
  });

  test('is answered with 304 to those who have it', async () => {
    const { call, list } = await withWatchedStore();
    const tag = (await list()).headers.get('etag')!;
    const address = '/comments?thread=a+thread';
    expect((await call('GET', address, undefined, { headers: { 'If-None-Match': tag } })).status).toBe(304);
    expect((await call('GET', address, undefined, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  });

  test('is rendered anew where its thread has changed since, for the one who wrote first of all', async () => {
    const { list, write } = await withWatchedStore();
    for (let count = 1; count < 10; count++) {
      expect((await list()).body.total).toBe(count);
      expect((await list()).body.total).toBe(count);
      const { id } = await write(`number ${count}`);
      expect((await list()).body.comments[0]!.id).toBe(id);
    }
  });

  test('is another one for other settings over the same store', async () => {
    const { list, with: other } = await withWatchedStore();
    const before = await list();
    const after = await other({ votes: false }).list();
    expect([before.body.thread.votes, after.body.thread.votes]).toEqual([true, false]);
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
  });

  test('is not kept where its address says more than it depends on', async () => {
    const { list, reads } = await withWatchedStore();
    await list({ utm: '1' });
    reads.length = 0;
    await list({ utm: '1' });
    expect(reads).toContain('roots');
  });

  test('is not kept where no memory is given for it', async () => {
    const { list, reads } = await withWatchedStore({ pageMemory: 0 });
    await list();
    reads.length = 0;
    await list();
    expect(reads).toContain('roots');
  });
});

describe('two processes on one database', () => {
  beforeAll(builtCli, 120_000);

  test('each give at once what the other has written', async () => {
    const database = `sqlite:${join(await temporaryFolder(), 'starling.db')}`;
    const servers = [
      await startServer(['--database', database, '--captcha', 'none']),
      await startServer(['--database', database, '--captcha', 'none']),
    ];
    onTestFinished(async () => void (await Promise.all(servers.map((server) => server.stop('SIGKILL')))));
    const total = async ({ url }: { url: string }) => {
      const page = (await (await fetch(`${url}/api/v1/comments?thread=a+thread`)).json()) as { total: number };
      return page.total;
    };
    for (let count = 1; count <= 20; count++) {
      const [writer, reader] = count % 2 ? servers : servers.toReversed();
      await total(reader!);
      const body = JSON.stringify({ ...aDraft(), body: `number ${count}` });
      expect((await fetch(`${writer!.url}/api/v1/comments`, { method: 'POST', body })).status).toBe(201);
      expect([await total(reader!), await total(writer!)]).toEqual([count, count]);
    }
  });
});

describe('the memory', () => {
  const page = (bytes: number, content: Page['content'] = new Uint8Array(bytes)): Page => ({
    version: '1',
    tag: '"1"',
    content,
    opened: { read: async () => ({ version: '1' }), hasMore: false },
  });

  test('keeps what was asked for last, in the bytes that it has', () => {
    const memory = pageMemory(50_000);
    memory.keep('/a', page(20_000));
    memory.keep('/b', page(20_000));
    memory.get('/a');
    memory.keep('/c', page(20_000));
    expect(['/a', '/b', '/c'].filter((address) => memory.get(address))).toEqual(['/a', '/c']);
  });

  test('counts two bytes for each character of a text', () => {
    const memory = pageMemory(50_000);
    memory.keep('/a', page(0, 'x'.repeat(20_000)));
    memory.keep('/b', page(0, 'x'.repeat(20_000)));
    expect(['/a', '/b'].filter((address) => memory.get(address))).toEqual(['/b']);
    memory.keep('/b', page(20_000));
    memory.keep('/c', page(20_000));
    expect(['/b', '/c'].filter((address) => memory.get(address))).toEqual(['/b', '/c']);
  });

  test('counts a page that is kept again once', () => {
    const memory = pageMemory(50_000);
    memory.keep('/a', page(20_000));
    for (let count = 0; count < 10; count++) memory.keep('/b', page(20_000));
    expect(memory.get('/a')).toBeDefined();
  });

  test('keeps nothing that is larger than all of it, and no end of small pages neither', () => {
    const memory = pageMemory(50_000);
    memory.keep('/large', page(60_000));
    expect(memory.get('/large')).toBeUndefined();
    for (let count = 0; count < 1000; count++) memory.keep(`/${count}`, page(0));
    const kept = Array.from({ length: 1000 }, (_, count) => memory.get(`/${count}`)).filter(Boolean);
    expect(kept.length).toBeLessThan(50);
    expect(memory.get('/999')).toBeDefined();
  });
});
