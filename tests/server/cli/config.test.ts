import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import prettier from 'prettier';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../../server/src/cli/config-schema.js';
import { serveCommand, type ServeArguments } from '../../../server/src/cli/options.js';
import { settle } from '../../../server/src/cli/settle.js';
import { openStore } from '../../../server/src/store/open-store.js';
import { aDraft, temporaryFolder } from '../support/fixture.js';
import { builtCli, runCli, startServer } from '../support/process.js';

/** A file of settings. */
const aFile = async (content: unknown): Promise<string> => {
  const path = join(await temporaryFolder(), 'starling.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

/** What counts of a command line, an environment and a file. */
const settled = async (content: unknown, argv: string[] = [], environment: Record<string, string> = {}) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const command = serveCommand();
  command.parse(['--config', await aFile(content), ...argv], { from: 'user' });
  return settle<ServeArguments>(command);
};

describe('the file of settings', () => {
  test('is weaker than a variable, which is weaker than an option, and stronger than what nobody said', async () => {
    const content = { port: 1, moderation: 'all', editWindow: '2h', trustedProxy: '10.0.0.0/8' };
    const options = await settled(content, ['--port', '3'], { STARLING_PORT: '2', STARLING_MODERATION: 'links' });
    expect(options).toMatchObject({ port: 3, moderation: 'links', editWindow: 7200, trustedProxy: ['10.0.0.0/8'] });
    expect(options).toMatchObject({ captcha: 'altcha', pageMemory: 64 });
  });

  test('takes variables of the environment, also inside of a text and for a number', async () => {
    const content = {
      port: '${THE_PORT}',
      sites: { blog: { captcha: { provider: 'hcaptcha', key: 'a-${KEY}', secret: '${KEY}' } } },
    };
    expect(await settled(content, [], { THE_PORT: '99', KEY: 'k' })).toMatchObject({
      port: 99,
      sites: { blog: { captcha: { key: 'a-k', secret: 'k' } } },
    });
  });

  test('has a captcha by its name and options, or as one setting', async () => {
    const captcha = { provider: 'recaptcha', key: 'k', secret: 's', score: 0.5 };
    const parts = { captcha: 'recaptcha', captchaKey: 'k', captchaSecret: 's', captchaScore: 0.5 };
    expect(await settled({ captcha })).toMatchObject(parts);
    expect(await settled(parts)).toMatchObject(parts);
  });

  test.each<[unknown, string]>([
    ['{"port": 1', 'starling.json: '],
    [{ colour: 'red' }, 'starling.json: colour: There is no such setting.'],
    [{ port: 'x' }, 'starling.json: port: "x": Not a port.'],
    [{ publicUrl: 'example.org' }, 'starling.json: publicUrl: '],
    [{ moderation: 'some' }, 'starling.json: moderation: One of "none", "first", "all", "links".'],
    [{ secret: '${NOWHERE}' }, 'starling.json: secret: There is no variable NOWHERE in the environment.'],
    [
      { sites: { blog: { origins: ['blog.example'] } } },
      'starling.json: sites.blog.origins[0]: "blog.example" is not an origin; one is https://blog.example',
    ],
    [{ sites: { 'my.blog': { votes: 'yes' } } }, 'starling.json: sites["my.blog"].votes: '],
    [{ sites: { blog: { captcha: { provider: 'maths' } } } }, 'starling.json: sites.blog.captcha.provider: One of '],
    [
      { sites: { blog: { spam: { scripts: ['Latin', 'Klingon'] } } } },
      'starling.json: sites.blog.spam.scripts[1]: "Klingon": Some are Latin, Cyrillic, Han.',
    ],
    [
      { sites: { blog: { identity: { sso: { secret: 'short' } } } } },
      'starling.json: sites.blog.identity.sso.secret: Must have at least 32 bytes.',
    ],
    [{ captcha: { provider: 'hcaptcha', color: 1 } }, 'starling.json: captcha.color: There is no such setting.'],
    [{ origin: ['https://a.example', 'b'] }, 'starling.json: origin[1]: "b"'],
  ])('%o is refused by file, path and what to write', async (content, message) => {
    await expect(settled(content)).rejects.toThrow(message);
  });

  test('has a JSON Schema that ships with the package, and is that of what is read', async () => {
    const schema = { title: 'starling.json', ...z.toJSONSchema(configSchema, { io: 'input' }) };
    const text = await prettier.format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
    await expect(text).toMatchFileSnapshot('../../../server/starling.schema.json');
  });
});

describe('a server with a file of settings', () => {
  beforeAll(builtCli, 60_000);

  test('ends with 2 where the file is wrong, whatever the command', async () => {
    const config = await aFile({ sites: { blog: { captcha: { provider: 'hcaptcha', key: 'k' } } } });
    const server = await runCli(['--config', config, '--database', 'sqlite::memory:']);
    expect([server.code, server.stderr]).toEqual([
      2,
      "error: option '--config': sites.blog.captcha.secret is missing: hcaptcha needs it\n",
    ]);
    const command = await runCli(['approve', 'x', '--config', await aFile({ port: true })]);
    expect([command.code, command.stderr]).toEqual([2, expect.stringContaining('starling.json: port: ')]);
  });

  test('has the sites that a command can be about', async () => {
    const folder = await temporaryFolder();
    const database = `sqlite:${join(folder, 'a.db')}`;
    const given = ['--config', await aFile({ sites: { blog: {}, shop: {} } }), '--database', database];
    for (const command of [['list'], ['outbox'], ['close', 'a'], ['export']]) {
      const { code, stderr } = await runCli([...command, '--site', 'blgo', ...given]);
      expect([code, stderr]).toEqual([2, "error: option '--site': there is no site blgo; one of blog, shop\n"]);
    }
    await (await openStore(database)).close();
    expect((await runCli(['list', '--site', 'blog', ...given])).code).toBe(0);
  }, 60_000);

  test('reads it again at a SIGHUP, and drops no request', async () => {
    const database = `sqlite:${join(await temporaryFolder(), 'a.db')}`;
    const content = (votes: boolean) => ({ captcha: 'none', database, sites: { blog: { votes } } });
    const config = await aFile(content(true));
    const server = await startServer(['--config', config]);
    onTestFinished(() => void server.stop('SIGKILL'));
    const votes = async () => {
      const page = await fetch(`${server.url}/api/v1/comments?thread=a+thread`);
      return ((await page.json()) as { thread: { votes: boolean } }).thread.votes;
    };
    const statuses: number[] = [];
    let running = true;
    const load = Array.from({ length: 4 }, async () => {
      while (running) {
        const { status } = await fetch(`${server.url}/api/v1/comments`, {
          method: 'POST',
          body: JSON.stringify(aDraft()),
        });
        if (status !== 429) statuses.push(status);
      }
    });
    expect(await votes()).toBe(true);

    await writeFile(config, JSON.stringify(content(false)));
    server.child.kill('SIGHUP');
    await vi.waitFor(async () => expect(await votes()).toBe(false), 10_000);
    await writeFile(config, '{"sites": {"blog": {"votes": "maybe"}}}');
    server.child.kill('SIGHUP');
    await writeFile(config, JSON.stringify({ ...content(false), sites: { shop: { votes: true } } }));
    server.child.kill('SIGHUP');
    await vi.waitFor(async () => expect(await votes()).toBe(true), 10_000);
    running = false;
    await Promise.all(load);
    expect(statuses.length).toBeGreaterThan(4);
    expect(new Set(statuses)).toEqual(new Set([201]));
  });
});
