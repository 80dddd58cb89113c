import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Each export of the package, with what it gives. */
const entries: Record<string, string[]> = {
  '': ['normaliseThread', 'registerBackend', 'registerCaptcha', 'setMessages', 'StarlingComments', 'StarlingError'],
  '/define': ['StarlingComments'],
  '/all': ['StarlingComments'],
  '/backends/starling': ['starlingBackend'],
  '/backends/memory': ['memoryBackend'],
  '/backends/local-storage': ['localStorageBackend'],
  '/captcha/altcha': ['altchaCaptcha'],
  '/captcha/recaptcha': ['recaptchaCaptcha'],
  '/locales/en': ['messages'],
  '/locales/de': ['messages'],
  '/locales/ar': ['messages'],
  '/testing': ['backendContract'],
  '/contract': ['errorStatus', 'limits', 'normaliseThread', 'sorts'],
};
const specifiers = Object.keys(entries).map((path) => `starling-comments${path}`);
const dropIn = ['starling.js', 'starling.classic.js'];

interface Packed {
  files: { path: string; size: number }[];
}

const filesOf = async (folder: string): Promise<Packed['files']> => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: folder });
  return (JSON.parse(stdout) as Packed[])[0]!.files;
};

let files: Packed['files'];

beforeAll(async () => {
  files = await filesOf(root);
});

/** A folder outside the repository in which the package is installed. */
const consumer = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'starling-consumer-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'node_modules'));
  await symlink(root, join(folder, 'node_modules/starling-comments'), 'dir');
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return folder;
};

/** Runs a module in plain Node, and gives what it printed, as JSON. */
const evaluate = async (source: string): Promise<unknown> => {
  const folder = await consumer();
  await writeFile(join(folder, 'main.js'), source);
  return JSON.parse((await run(process.execPath, [join(folder, 'main.js')], { cwd: folder })).stdout);
};

describe('the packed package', () => {
  test('has what its exports lead to, with types, and no sources or tests', async () => {
    const { exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      exports: Record<string, string | { types: string; default: string }>;
    };
    const paths = files.map(({ path }) => path);
    for (const path of Object.keys(entries)) {
      const pattern = path.replace(/^(\/(?:backends|captcha|locales)\/).*/, '$1*');
      const target = exports[`.${path}`] ?? exports[`.${pattern}`];
      if (typeof target !== 'object') throw new Error(`"${path}" is not exported with types`);
      const name = path.slice(pattern.length - 1);
      for (const file of [target.types, target.default])
        expect(paths).toContain(file.replace('*', name).replace(/^\.\//, ''));
    }
    expect(paths).toEqual(expect.arrayContaining([...dropIn.map((name) => `dist/${name}`), 'README.md', 'LICENSE']));
    expect(paths.filter((path) => /^(src|tests|server|demo|bench|\.)/.test(path))).toEqual([]);
  });

  test('has a loader of at most 1 KiB', () => {
    const loader = files.find(({ path }) => path === 'dist/starling.classic.js');
    expect(loader!.size).toBeGreaterThan(100);
    expect(loader!.size).toBeLessThanOrEqual(1024);
  });

  test('has a contract that imports nothing', async () => {
    for (const name of ['contract.js', 'contract.d.ts']) {
      const source = await readFile(join(root, 'dist', name), 'utf8');
      expect(source).toContain('limits');
      expect(source).not.toMatch(/^\s*(import|export)\b.*\bfrom\b|\bimport\(/m);
    }
  });
});

describe('in plain Node, without a DOM', () => {
  test.each(Object.entries(entries))('starling-comments%s gives what it says', async (path, names) => {
    const found = await evaluate(`console.log(JSON.stringify(Object.keys(await import('starling-comments${path}'))));`);
    expect(found).toEqual(expect.arrayContaining(names));
  });

  test('starling-comments registers no element, and starling-comments/define does', async () => {
    const defined = (specifier: string) =>
      evaluate(`
        const module = await import('${specifier}');
        const tags = ['', '-form', '-list', '-count'].map((part) => 'starling-comment' + (part || 's'));
        tags.push('starling-comment', 'starling-rating', 'starling-rating-summary');
        console.log(JSON.stringify(tags.filter((tag) => globalThis.customElements?.get(tag)).length));`);
    expect(await defined('starling-comments')).toBe(0);
    expect(await defined('starling-comments/define')).toBe(7);
    expect(await defined('starling-comments/all')).toBe(7);
  });

  test('a thread’s address is normalised', async () => {
    const source = `import { normaliseThread } from 'starling-comments';
      console.log(JSON.stringify(normaliseThread('https://a.example/x/?utm_source=y&q=1#z')));`;
    expect(await evaluate(source)).toBe('https://a.example/x?q=1');
  });
});

describe('types', () => {
  test.each([
    ['bundler', 'esnext'],
    ['nodenext', 'nodenext'],
  ])('are found by a consumer with moduleResolution %s', async (moduleResolution, module) => {
    const folder = await consumer();
    const imports = specifiers.map((specifier, index) => `import * as entry${index} from '${specifier}';`);
    const uses = Object.values(entries).flatMap((names, index) => names.map((name) => `entry${index}.${name};`));
    await writeFile(
      join(folder, 'main.ts'),
      `${imports.join('\n')}
       import type { Backend, CaptchaProvider, Comment, Draft, Page, Summary, Thread } from 'starling-comments';
       export type All = [Backend, CaptchaProvider, Comment, Draft, Page, Summary, Thread];
       ${uses.join('\n')}
       const comments = document.querySelector('starling-comments')!;
       void comments.reload();
       comments.addEventListener('starling-submit', ({ draft }) => { const body: string = draft.body; void body; });
       // @ts-expect-error there is no such thing: the types are not any
       comments.nothing;
       // @ts-expect-error nor here
       entry0.nothing;`,
    );
    const options = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'];
    const resolution = ['--module', module, '--moduleResolution', moduleResolution];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const outcome = await run(process.execPath, [tsc, ...options, ...resolution, 'main.ts'], { cwd: folder }).then(
      () => 'right',
      (error: Error & { stdout?: string }) => error.stdout || error.message,
    );
    expect(outcome).toBe('right');
  });
});

describe('the packed server', () => {
  const server = join(root, 'server');

  test('stands alone: it imports its dependencies only, and has the widget with it', async () => {
    const packed = (await filesOf(server)).map(({ path }) => path);
    expect(packed).toEqual(expect.arrayContaining(['dist/cli.js', ...dropIn.map((name) => `dist/widget/${name}`)]));
    expect(packed.filter((path) => path.startsWith('dist/widget/chunks/')).length).toBeGreaterThan(5);
    const { dependencies } = JSON.parse(await readFile(join(server, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    const modules = packed.filter((path) => /^dist\/[\w-]+\.js$/.test(path));
    const sources = await Promise.all(modules.map((path) => readFile(join(server, path), 'utf8')));
    const imported = sources.flatMap((source) =>
      [...source.matchAll(/^(?:import|export)\b[^'"\n]*['"]([^'".][^'"]*)['"]/gm)].map(([, specifier]) => specifier!),
    );
    const packages = new Set(imported.filter((name) => !name.startsWith('node:')).map(packageOf));
    expect([...packages]).toEqual(expect.arrayContaining(['commander', 'kysely']));
    expect([...packages].filter((name) => !(name in dependencies))).toEqual([]);
  });
});

const packageOf = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];

test.each(['', 'server'])('publint finds nothing in the package of /%s', async (folder) => {
  const { messages } = await publint({ pkgDir: join(root, folder), strict: true });
  expect(messages).toEqual([]);
});
