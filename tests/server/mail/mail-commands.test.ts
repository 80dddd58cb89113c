import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { signInCode } from '../../../server/src/mail/letters/sign-in-code.js';
import { openStore } from '../../../server/src/store/open-store.js';
import { temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli, startServer } from '../support/process.js';
import { aCertificate, headerOf, partOf, startSmtp } from '../support/start-smtp.js';

beforeAll(builtCli, 60_000);

const aDatabase = async () => `sqlite:${join(await temporaryFolder(), 'starling.db')}`;

describe('mail test', () => {
  const run = (smtp: string, options: string[] = []) =>
    runCli(['mail', 'test', 'ada@example.org', '--smtp', smtp, '--mail-from', 'comments@blog.example', ...options]);

  test('sends a mail in the language of the site, and says what the server answered', async () => {
    const server = await startSmtp();
    const config = join(await temporaryFolder(), 'starling.json');
    const mail = { from: 'Der Blog <blog@blog.example>' };
    await writeFile(config, JSON.stringify({ sites: { blog: { name: 'Mein Blog', language: 'de', mail } } }));
    const { code, stdout } = await run(server.url, ['--config', config, '--site', 'blog']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^Sent to ada@example.org. The server answered: 250 /)]);
    const [{ raw } = { raw: '' }] = server.received;
    expect(headerOf(raw, 'From')).toBe('Der Blog <blog@blog.example>');
    expect(headerOf(raw, 'Subject')).toBe('Ein Test von Mein Blog');
    expect(partOf(raw, 'text/plain')).toContain('Sie ist angekommen.');
  });

  test('says in one line what to mend where it can’t be sent', async () => {
    const gone = await startSmtp();
    await gone.close();
    const selfSigned = await startSmtp({ ...(await aCertificate()), secure: true });
    const picky = await startSmtp({
      onAuth: (_auth, _session, done) => done(new Error('no such user')),
      allowInsecureAuth: true,
    });
    for (const [url, words] of [
      [gone.url, "can't be reached"],
      [selfSigned.url.replace('127.0.0.1', 'localhost'), 'certificate'],
      [picky.url.replace('//', '//ada:wrong@'), 'the password in --smtp is wrong'],
    ] as const) {
      const { code, stderr } = await run(url);
      expect([code, stderr]).toEqual([1, expect.stringContaining(words)]);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).not.toContain('ada:wrong');
    }
  });

  test('names the option that is wrong or missing', async () => {
    for (const [options, name] of [
      [['mail', 'test', 'ada@example.org'], '--smtp'],
      [['mail', 'test', 'ada@example.org', '--smtp', 'smtp://localhost'], '--mail-from'],
      [['mail', 'test', 'ada@example.org', '--smtp', 'https://localhost'], '--smtp'],
      [['mail', 'test', 'ada@example.org', '--smtp', 'smtp://localhost', '--mail-from', 'nobody'], '--mail-from'],
      [['mail', 'test', 'ada'], 'ada'],
      [['serve', '--smtp', 'smtp://localhost', '--mail-from', 'a@b.example'], '--public-url'],
      [['serve', '--smtp', 'smtp://localhost', '--public-url', 'https://a.example'], '--mail-from'],
    ] as const) {
      const { code, stderr } = await runCli([
        ...options,
        ...(options[0] === 'serve' ? ['--database', await aDatabase()] : []),
      ]);
      expect([code, stderr]).toEqual([2, expect.stringContaining(name)]);
    }
  });
});

test('the server sends what is put into its outbox, and tries again after the owner says so', async () => {
  const mails = await startSmtp({
    onRcptTo: ({ address }, _, done) =>
      done(address.startsWith('ada') ? null : Object.assign(new Error('no such person'), { responseCode: 550 })),
  });
  const database = await aDatabase();
  const store = await openStore(database);
  onTestFinished(() => store.close());
  const code = { site: 'blog', code: '123456', language: 'de', minutes: 10, now: Date.now() };
  await store.outbox.add(
    [signInCode({ ...code, email: 'ada@example.org' }), signInCode({ ...code, email: 'gone@example.org' })],
    Date.now(),
  );
  const { url, child, stop } = await startServer([
    ...['--database', database, '--public-url', 'https://comments.example'],
    ...['--smtp', mails.url, '--mail-from', 'comments@blog.example'],
  ]);
  onTestFinished(() => void stop('SIGKILL'));
  let log = '';
  child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  await expect.poll(() => mails.received.length, { timeout: 10_000 }).toBe(1);
  const [{ raw, to } = { raw: '', to: [] }] = mails.received;
  expect(to).toEqual(['ada@example.org']);
  expect(headerOf(raw, 'Subject')).toBe('Ihr Code für blog');
  expect(headerOf(raw, 'From')).toBe('blog <comments@blog.example>');
  expect(partOf(raw, 'text/plain')).toContain('    123456\n');

  const list = async () => runCli(['outbox', '--database', database]);
  await expect.poll(async () => (await list()).stdout, { timeout: 10_000 }).toContain('1 failed for good');
  expect((await list()).stdout).toMatch(/dead\tsign-in-code\tgone@example.org\ttries: 1\t.*550/);
  expect(log).not.toMatch(/gone@example/);
  const retried = await runCli(['outbox', '--retry', '--json', '--database', database]);
  expect(JSON.parse(retried.stdout)).toEqual({ retried: 1 });
  expect(await stop()).toEqual({ code: 0, signal: null });
}, 60_000);
