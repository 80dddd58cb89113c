import { createHmac } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../../server/src/cli/stderr-logger.js';
import { createOutbox } from '../../../server/src/service/outbox.js';
import { openStore } from '../../../server/src/store/open-store.js';
import type { SiteOptions, WebhookOptions } from '../../../server/src/site-options.js';
import { aListener, type Told } from '../support/a-listener.js';
import { temporaryFolder } from '../support/fixture.js';
import { openPostOffice } from '../support/post-office.js';
import { builtCli, runCli } from '../support/process.js';

beforeAll(builtCli, 120_000);

const fields = { email: 'optional' } as const;
const officeWith = (webhooks: WebhookOptions[], options: Parameters<typeof openPostOffice>[1] = {}) =>
  openPostOffice({ blog: { webhooks, fields } }, options);

const isSignedWith = (secret: string, { headers, body }: Told): boolean => {
  const [, seconds, signature] = /^t=(\d+),v1=(\w+)$/.exec(String(headers['starling-signature']))!;
  return signature === createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
};

describe('webhooks with the same URL', () => {
  test('are each told of their own events, signed with their own secret', async () => {
    const listener = await aListener();
    const hook = { url: listener.url, allowPrivate: true };
    const office = await officeWith([
      { ...hook, secret: 'one', events: ['published'] },
      { ...hook, secret: 'two' },
      { ...hook, url: `${hook.url}?other`, secret: 'three', events: ['reported'] },
    ]);
    const { id } = await office.write('Hello', { site: 'blog' });
    await office.call('POST', `/comments/${id}/report`, { reason: 'rude' });
    await office.deliver();
    const told = listener.told.map((each) => [
      (JSON.parse(each.body) as { event: string }).event,
      ['one', 'two', 'three'].filter((secret) => isSignedWith(secret, each)),
    ]);
    expect(told.toSorted()).toEqual([
      ['published', ['one']],
      ['published', ['two']],
      ['reported', ['three']],
      ['reported', ['two']],
    ]);
  });

  test('keep their names when their secrets and their order change, and are found by the URL of older entries', async () => {
    const listener = await aListener();
    const hook: WebhookOptions = { url: listener.url, secret: 'one', allowPrivate: true };
    const office = await officeWith([{ ...hook, url: `${hook.url}/first` }, hook]);
    const { id: comment } = await office.write('Hello', { site: 'blog' });
    await office.deliver();
    const entry = { site: 'blog', kind: 'webhook', content: { event: 'published', comment } };
    await office.store.outbox.add([{ ...entry, recipient: listener.url }], office.clock.time);
    await office.deliver();
    expect(listener.told.map(({ url }) => url).toSorted()).toEqual(['/hook', '/hook', '/hook/first']);
  });
});

describe('a URL, which may contain a token, is shown nowhere', () => {
  const hook = (port: number) => `http://user:sesame@127.0.0.1:${port}/services/sesame?token=sesame`;

  test('neither in the outbox nor in the log', async () => {
    const { port } = await aListener(() => ({ status: 500 }));
    const lines: string[] = [];
    const logger = createLogger((line) => void lines.push(line));
    const refused = 'http://127.0.0.1:1/services/sesame';
    const office = await officeWith(
      [
        { url: hook(port), secret: 'x', allowPrivate: true },
        { url: refused, secret: 'x', allowPrivate: true },
        { url: refused, secret: 'x' },
      ],
      { logger },
    );
    await office.write('Hello', { site: 'blog' });
    await office.deliver();
    await expect.poll(() => lines.length).toBe(3);
    const { entries } = await createOutbox(office.store, () => 0).list('all');
    expect(entries.map(({ recipient }) => recipient.replace(/#[\w-]{8}/, '#…')).toSorted()).toEqual([
      '127.0.0.1:1#…',
      '127.0.0.1:1#….2',
      `127.0.0.1:${port}#…`,
    ]);
    expect(entries.map(({ error }) => error)).toContainEqual(expect.stringMatching(/#[\w-]{8} answered 500\.$/));
    expect(JSON.stringify([entries, lines])).not.toContain('sesame');
  });

  test('nor by doctor, which names the webhook as the outbox does', async () => {
    const folder = await temporaryFolder();
    const config = join(folder, 'starling.json');
    const webhooks: SiteOptions['webhooks'] = [{ url: hook(9), secret: 'x' }];
    await writeFile(config, JSON.stringify({ publicUrl: 'http://127.0.0.1:1', sites: { blog: { webhooks } } }));
    const database = `sqlite:${join(folder, 'a.db')}`;
    await (await openStore(database)).close();
    const { stdout, stderr } = await runCli(['doctor', '--config', config, '--database', database]);
    expect(stdout).toMatch(
      /^MEND webhook 127\.0\.0\.1:9#[\w-]{8} of blog: 127\.0\.0\.1 is 127\.0\.0\.1, which is not/m,
    );
    expect(stdout + stderr).not.toContain('sesame');
  }, 60_000);
});

test.each<[option: string, setting: string, object]>([
  ['--smtp', 'smtp', { smtp: 'mail.example:sesame' }],
  ['--database', 'database', { database: 'mysql://user:sesame@db.example/x' }],
  [
    '--config',
    'sites.blog.webhooks[0].url',
    { sites: { blog: { webhooks: [{ url: 'htps://sesame', secret: 'x' }] } } },
  ],
])('an error names %s, and does not repeat what may be a password', async (option, setting, content) => {
  const config = join(await temporaryFolder(), 'starling.json');
  await writeFile(config, JSON.stringify(content));
  const inFile = await runCli(['--config', config]);
  expect(inFile).toMatchObject({ code: 2, stderr: expect.stringContaining(`${setting}: `) as string });
  expect(inFile.stderr).not.toContain('sesame');
  if (option === '--config') return;
  const [value] = Object.values(content) as string[];
  const given = await runCli([option, value!]);
  expect(given).toMatchObject({ code: 2, stderr: expect.stringContaining(option) as string });
  expect(given.stderr).not.toContain('sesame');
});

test('a database that can not be opened is named without a password, whatever that contains', async () => {
  for (const address of [
    'postgres://user:ses@ame:sesame@127.0.0.1:1/x',
    'postgres://127.0.0.1:1/x?user=a&password=sesame',
  ]) {
    const { code, stderr } = await runCli(['list', '--database', address]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: option '--database': postgres:\/\/127/)]);
    expect(stderr).not.toMatch(/ame/);
  }
}, 30_000);
