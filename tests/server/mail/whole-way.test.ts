import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { aDraft, aToken, temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli, startServer } from '../support/process.js';
import { headerOf, partOf, startSmtp, type Received } from '../support/start-smtp.js';

/* Mail as its readers know it: the built command, a database in a file, a mail server, and kills between all steps. */

beforeAll(builtCli, 60_000);

const publicUrl = 'https://comments.example';
const thread = { id: 'https://blog.example/a', url: 'https://blog.example/a', title: 'An article' };

interface Outbox {
  waiting: number;
  dead: number;
  entries: { kind: string; recipient: string; dueAt: string }[];
}

const openBlog = async (digest: 'each' | 'hourly' = 'each', moderators: string[] = []) => {
  const folder = await temporaryFolder();
  const [config, file] = [join(folder, 'starling.json'), join(folder, 'a.db')];
  /** What the mail server does with a mail that it was given, before it says that it has it. */
  let hold: ((mail: Received) => Promise<void>) | undefined;
  const mails = await startSmtp({
    onData: (stream, { envelope: { mailFrom, rcptTo }, secure }, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        const mail = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw, secure };
        mails.received.push(mail);
        void Promise.resolve(hold?.(mail)).then(() => done());
      });
    },
  });
  const mail = { moderators, digest };
  const sites = { blog: { name: 'The blog', origins: ['https://blog.example'], mail } };
  const settings = { database: `sqlite:${file}`, captcha: 'none', publicUrl, sites };
  await writeFile(config, JSON.stringify({ ...settings, smtp: mails.url, mailFrom: 'comments@blog.example' }));

  let server = await startServer(['--config', config]);
  onTestFinished(() => void server.stop('SIGKILL'));
  const post = async (draft: object, token = aToken()) => {
    const response = await fetch(`${server.url}/api/v1/comments`, {
      method: 'POST',
      headers: { Origin: 'https://blog.example', Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...aDraft(), thread, ...draft }),
    });
    expect(response.status).toBe(201);
    return ((await response.json()) as { comment: { id: string } }).comment.id;
  };
  return {
    mails: mails.received,
    /** As a mail program shows them: what came twice is one. */
    inbox: () => [...new Map(mails.received.map((mail) => [headerOf(mail.raw, 'Message-ID'), mail])).values()],
    post,
    reply: (parent: string, body: string) => post({ parent, body, author: { name: 'Bob', email: 'bob@example.org' } }),
    holding: (work: typeof hold) => (hold = work),
    /** As a browser or a mail program asks for a link of a mail. */
    open: (link: string, init: RequestInit = {}) => {
      expect(link.startsWith(`${publicUrl}/`)).toBe(true);
      return fetch(link.replace(publicUrl, server.url), init);
    },
    kill: () => server.stop('SIGKILL'),
    start: async () => void (server = await startServer(['--config', config])),
    outbox: async () => JSON.parse((await runCli(['outbox', '--json', '--config', config])).stdout) as Outbox,
    /** As if the time had come for all that waits. */
    hurry: () => {
      const database = new DatabaseSync(file);
      database.exec('pragma busy_timeout = 5000; update outbox set due_at = 0');
      database.close();
    },
  };
};

const linkOf = ({ raw }: Received, words: string): string =>
  partOf(raw, 'text/plain')
    .match(/https:\S+/g)!
    .find((address) => address.includes(words))!;

const arrived = async (inbox: () => readonly Received[], count: number): Promise<Received> => {
  await expect.poll(() => inbox().length, { timeout: 15_000 }).toBe(count);
  return inbox().at(-1)!;
};

test('from a comment to the reply’s mail and to its end by one click, though the process is killed after each step', async () => {
  const blog = await openBlog();
  const again = async () => {
    await blog.kill();
    // What it was about to send is its own for five minutes.
    blog.hurry();
    await blog.start();
  };
  const mine = await blog.post({ notify: true });
  await again();
  const confirming = linkOf(await arrived(blog.inbox, 1), '/subscriptions/confirm.');
  // A scanner opens it first.
  expect(await (await blog.open(confirming)).text()).toContain('<form method="post">');
  expect((await blog.open(confirming, { method: 'POST' })).status).toBe(200);
  await again();
  await blog.reply(mine, 'The first reply');
  await again();
  const mail = await arrived(blog.inbox, 2);
  expect(mail.to).toEqual(['ada@example.org']);
  expect(headerOf(mail.raw, 'Subject')).toBe('Bob replied: An article');
  expect(partOf(mail.raw, 'text/plain')).toContain('> The first reply');

  const ending = /^<(https:.+)>$/.exec(headerOf(mail.raw, 'List-Unsubscribe')!)![1]!;
  const oneClick = {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: headerOf(mail.raw, 'List-Unsubscribe-Post')!,
  };
  expect(oneClick.body).toBe('List-Unsubscribe=One-Click');
  // A reply within ten minutes of another waits; it goes with the subscription.
  await blog.reply(mine, 'The second reply');
  await expect.poll(async () => (await blog.outbox()).entries).toMatchObject([{ kind: 'replies' }]);
  const { status, redirected } = await blog.open(ending, oneClick);
  expect([status, redirected]).toEqual([200, false]);
  await again();
  await blog.reply(mine, 'The third reply');
  await expect.poll(async () => (await blog.outbox()).waiting, { timeout: 15_000 }).toBe(0);
  expect((await blog.outbox()).dead).toBe(0);
  expect(blog.inbox()).toHaveLength(2);
}, 120_000);

test('a process that is killed while the mail server has the mail leaves it to the next, which sends it as the same', async () => {
  const blog = await openBlog('each', ['mo@example.org']);
  let has: () => void;
  const atServer = new Promise<void>((resolve) => (has = resolve));
  blog.holding(() => {
    has();
    return new Promise(() => {});
  });
  await blog.post({});
  await atServer;
  await blog.kill();
  blog.holding(undefined);
  await blog.start();
  expect(await blog.outbox()).toMatchObject({ waiting: 1, entries: [{ kind: 'notices' }] });
  // It is the killed process's for five minutes.
  blog.hurry();
  await arrived(() => blog.mails, 2);
  await expect.poll(async () => (await blog.outbox()).waiting).toBe(0);
  const [first, second] = blog.mails.map(({ raw }) => headerOf(raw, 'Message-ID'));
  expect(first).toMatch(/^<.+@blog\.example>$/);
  expect(second).toBe(first);
}, 60_000);

test('moderators get all of an hour in one mail, after a kill too', async () => {
  const blog = await openBlog('hourly', ['mo@example.org', 'di@example.org']);
  for (const body of ['The first', 'The second', 'The third']) await blog.post({ body });
  await expect
    .poll(async () => (await blog.outbox()).entries.map(({ kind }) => kind))
    .toEqual(Array(6).fill('notices'));
  const { entries } = await blog.outbox();
  for (const { dueAt } of entries) expect(dueAt).toMatch(/:00:00/);
  await blog.kill();
  blog.hurry();
  await blog.start();
  await arrived(blog.inbox, 2);
  expect(
    blog
      .inbox()
      .flatMap(({ to }) => to)
      .toSorted(),
  ).toEqual(['di@example.org', 'mo@example.org']);
  for (const { raw } of blog.inbox()) {
    expect(headerOf(raw, 'Subject')).toBe('3 comments to look at');
    for (const body of ['The first', 'The second', 'The third'])
      expect(partOf(raw, 'text/plain')).toContain(`> ${body}`);
    expect(partOf(raw, 'text/plain')).toMatch(/https:\/\/comments\.example\/moderation#comment-\w+/);
  }
  await expect.poll(async () => (await blog.outbox()).waiting).toBe(0);
}, 60_000);
