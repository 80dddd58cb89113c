import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** Each export of the package, with what it gives. */
const entries: Record<string, string[]> = {
  '': ['normaliseThread', 'registerBackend', 'registerCaptcha', 'setMessages', 'StarlingComments', 'StarlingError'],
  '/define': ['normaliseThread', 'StarlingComments'],
  '/define/starling-rating': ['StarlingRating'],
  '/define/starling-comment': ['StarlingComment'],
  '/define/starling-comment-count': ['StarlingCommentCount'],
  '/define/starling-comment-form': ['StarlingCommentForm'],
  '/define/starling-comment-list': ['StarlingCommentList'],
  '/define/starling-rating-summary': ['StarlingRatingSummary'],
  '/define/starling-comments': ['StarlingComments'],
  '/all': ['normaliseThread', 'StarlingComments'],
  '/backends/starling': ['starlingBackend'],
  '/backends/memory': ['memoryBackend'],
  '/backends/local-storage': ['localStorageBackend'],
  '/captcha/altcha': ['altchaCaptcha'],
  '/captcha/recaptcha': ['recaptchaCaptcha'],
  '/locales/en': ['messages'],
  '/locales/de': ['messages'],
  '/locales/ar': ['messages'],
  '/static': ['renderThread'],
  '/testing': ['backendContract'],
  '/contract': ['errorStatus', 'limits', 'normaliseThread', 'sorts'],
};
const specifiers = Object.keys(entries).map((path) => `starling-comments${path}`);
const dropIn = ['starling.js', 'starling.classic.js'];

/** What npm installs with it, and the types that a consumer with React has. */
const needed = [
  ...['lit', 'lit-html', 'lit-element', '@lit', 'dompurify', 'altcha-lib', 'cap-widget', '@friendlycaptcha'],
  ...['@types/trusted-types', '@types/react', 'csstype'],
];

interface Packed {
  files: { path: string; size: number }[];
}

/** The files that a package has, packed as the options say. */
const pack = async (folder: string, ...options: string[]): Promise<Packed['files']> => {
  const { stdout } = await run('npm', ['pack', '--json', ...options], { cwd: folder });
  return (JSON.parse(stdout) as Packed[])[0]!.files;
};

let files: Packed['files'];
/** `node_modules` with the package as its tarball has it, beside what it needs. */
let installed: string;

beforeAll(async () => {
  installed = await mkdtemp(join(tmpdir(), 'starling-packed-'));
  files = await pack(root, '--pack-destination', installed);
  const [tarball] = await readdir(installed);
  await run('tar', ['-xf', tarball!], { cwd: installed });
  const modules = join(installed, 'node_modules');
  await mkdir(modules);
  for (const name of needed) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(root, 'node_modules', name), join(modules, name));
  }
  await rename(join(installed, 'package'), join(modules, 'starling-comments'));
});
afterAll(() => rm(installed, { recursive: true, force: true }));

/** A folder in which the package is installed. */
const consumer = async (): Promise<string> => {
  const folder = await mkdtemp(join(installed, 'consumer-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
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
      const pattern = path.replace(/^(\/(?:backends|captcha|locales|define)\/(?:starling-)?).*/, '$1*');
      const target = exports[`.${path}`] ?? exports[`.${pattern}`];
      if (typeof target !== 'object') throw new Error(`"${path}" is not exported with types`);
      const name = path.slice(pattern.length - 1);
      for (const file of [target.types, target.default])
        expect(paths).toContain(file.replace('*', name).replace(/^\.\//, ''));
    }
    expect(paths).toEqual(expect.arrayContaining([...dropIn.map((name) => `dist/${name}`), 'README.md', 'LICENSE']));
    const themes = ['bootstrap', 'editorial', 'github', 'high-contrast', 'sepia'].map(
      (name) => `dist/themes/${name}.css`,
    );
    expect(paths.filter((path) => path.endsWith('.css'))).toEqual(themes);
    expect(exports['./themes/*.css']).toBe('./dist/themes/*.css');
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

/** What a browser has to register elements. */
const registry = `
  const elements = new Map();
  globalThis.HTMLElement = class {};
  globalThis.customElements = {
    get: (name) => elements.get(name),
    define: (name, element) => elements.set(name, element),
  };`;

describe('in plain Node, without a DOM', () => {
  test.each(Object.entries(entries))('starling-comments%s gives what it says', async (path, names) => {
    const found = await evaluate(`console.log(JSON.stringify(Object.keys(await import('starling-comments${path}'))));`);
    expect(found).toEqual(expect.arrayContaining(names));
  });

  test('nothing is registered, and nothing fails', async () => {
    const source = "await import('starling-comments/all'); console.log(typeof customElements === 'undefined');";
    expect(await evaluate(source)).toBe(true);
  });

  test('starling-comments registers no element, and starling-comments/define does', async () => {
    const defined = (specifier: string) =>
      evaluate(`${registry}
        const module = await import('${specifier}');
        const tags = ['', '-form', '-list', '-count'].map((part) => 'starling-comment' + (part || 's'));
        tags.push('starling-comment', 'starling-rating', 'starling-rating-summary');
        console.log(JSON.stringify(tags.filter((tag) => globalThis.customElements?.get(tag)).length));`);
    expect(await defined('starling-comments')).toBe(0);
    expect(await defined('starling-comments/define')).toBe(7);
    expect(await defined('starling-comments/all')).toBe(7);
  });

  test.each([
    '/register',
    '/loaders',
    '/define-element',
    '/dist/index.js',
    '/elements/rating/rating.js',
    '/define/loaders',
    '/backends/shared',
    '/backends/local',
    '/backends/starling/index.js',
    '/captcha/shared',
    '/locales/en-all',
    '/locales/en-more',
  ])('starling-comments%s is nothing of the package', async (path) => {
    const code = await evaluate(
      `console.log(JSON.stringify(await import('starling-comments${path}').then(() => 'found', ({ code }) => code)));`,
    );
    expect(code).toMatch(/^ERR_(PACKAGE_PATH_NOT_EXPORTED|MODULE_NOT_FOUND)$/);
  });

  test('each element can be had with its parts alone', async () => {
    const defined = (element: string) =>
      evaluate(`${registry}
        await import('starling-comments/define/${element}');
        const tags = ['rating', 'comment', 'comment-form', 'comment-list', 'comment-count', 'rating-summary', 'comments'];
        console.log(JSON.stringify(tags.filter((tag) => globalThis.customElements?.get('starling-' + tag))));`);
    expect(await defined('starling-rating')).toEqual(['rating']);
    expect(await defined('starling-comment-count')).toEqual(['comment-count']);
    expect(await defined('starling-comment-form')).toEqual(['rating', 'comment-form']);
    expect(await defined('starling-comment-list')).toEqual(['rating', 'comment', 'comment-form', 'comment-list']);
    expect(await defined('starling-comments')).toHaveLength(6);
  });

  test('a thread’s address is normalised', async () => {
    const source = `import { normaliseThread } from 'starling-comments';
      console.log(JSON.stringify(normaliseThread('https://a.example/x/?utm_source=y&q=1#z')));`;
    expect(await evaluate(source)).toBe('https://a.example/x?q=1');
  });
});

/** What TypeScript says of a consumer's file; `right` where that is nothing. */
const compile = (folder: string, file: string, module = 'esnext', resolution = 'bundler'): Promise<string> => {
  const options = [
    '--noEmit',
    '--strict',
    '--target',
    'es2022',
    '--lib',
    'es2022,dom,dom.iterable',
    '--jsx',
    'react-jsx',
  ];
  const modules = ['--module', module, '--moduleResolution', resolution];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [tsc, ...options, ...modules, file], { cwd: folder }).then(
    () => 'right',
    (error: Error & { stdout?: string }) => error.stdout || error.message,
  );
};

describe('types', { timeout: 120_000 }, () => {
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
    expect(await compile(folder, 'main.ts', module, moduleResolution)).toBe('right');
  });

  test('of an event are known to a listener on the document', async () => {
    const folder = await consumer();
    await writeFile(
      join(folder, 'main.ts'),
      `import type { Comment } from 'starling-comments';
       document.addEventListener('starling-submitted', ({ comment }) => { const kept: Comment = comment; void kept; });
       window.addEventListener('starling-loaded', ({ total }) => { const all: number = total; void all; });
       // @ts-expect-error a comment has no such thing
       document.addEventListener('starling-submitted', ({ comment }) => comment.nothing);`,
    );
    expect(await compile(folder, 'main.ts')).toBe('right');
  });

  test('of the elements are known in TSX', async () => {
    const folder = await consumer();
    await writeFile(
      join(folder, 'main.tsx'),
      `import 'starling-comments/react';
       export const page = (
         <main>
           <starling-comments
             server="/comments" thread="a" page-size={10} headingLevel={3} theme="dark" className="wide"
             onstarling-submitted={({ comment }) => comment.id.length}
           >
             <p slot="heading">Talk</p>
           </starling-comments>
           <starling-rating name="stars" max={5} required clearable onChange={({ currentTarget }) => currentTarget.value} />
           <starling-comment-count thread="a" />
           {/* @ts-expect-error there is no such attribute */}
           <starling-comments nothing="1" />
           {/* @ts-expect-error a number is no server */}
           <starling-comments server={1} />
         </main>
       );`,
    );
    expect(await compile(folder, 'main.tsx')).toBe('right');
  });
});

describe('the packed server', () => {
  const server = join(root, 'server');

  test('stands alone: it imports nothing but Node, and has the widget with it', async () => {
    const packed = (await pack(server, '--dry-run')).map(({ path }) => path);
    expect(packed).toEqual(expect.arrayContaining(['dist/cli.js', ...dropIn.map((name) => `dist/widget/${name}`)]));
    expect(packed.filter((path) => path.startsWith('dist/widget/chunks/')).length).toBeGreaterThan(5);
    const modules = packed.filter((path) => /^dist\/[\w-]+\.js$/.test(path));
    const sources = await Promise.all(modules.map((path) => readFile(join(server, path), 'utf8')));
    const imported = sources.flatMap((source) =>
      [...source.matchAll(/(?:^|[;}])(?:import|export)\b[^;'"`(]*['"]([^'".][^'"]*)['"]/gm)].map(
        ([, specifier]) => specifier!,
      ),
    );
    expect(imported).toContain('node:sqlite');
    expect(imported.filter((name) => !name.startsWith('node:'))).toEqual([]);
    const manifest: unknown = JSON.parse(await readFile(join(server, 'package.json'), 'utf8'));
    expect(manifest).not.toHaveProperty('dependencies');
  });
});

test.each(['', 'server'])('publint finds nothing in the package of /%s', async (folder) => {
  const { messages } = await publint({ pkgDir: join(root, folder), strict: true });
  expect(messages).toEqual([]);
});
