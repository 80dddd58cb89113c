import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import type { Backend, BackendLoader } from '../../src/backend.js';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const code = /```js\n(import \{ registerBackend \}.*?)```/s.exec(readFileSync(path('../../README.md'), 'utf8'))![1]!;

test('the README’s backend compiles', () => {
  const file = path('./readme-backend-of-the-readme.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    useDefineForClassFields: false,
    paths: { 'starling-comments/define': [path('../../src/define.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, code, ts.ScriptTarget.ESNext) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const faults = program.getSemanticDiagnostics(program.getSourceFile(file));
  expect(faults.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))).toEqual([]);
});

test('the README’s backend asks for the thread by its whole name', async () => {
  const asked: string[] = [];
  const loaders: BackendLoader[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return new Response('{}');
  };
  // The README's own code, without its import.
  new Function('registerBackend', 'fetch', code.replace(/^import.*$/m, ''))(
    (_: string, loader: BackendLoader) => loaders.push(loader),
    fetch,
  );
  const backend: Backend = (await loaders[0]!())({ url: 'https://api.example', options: {} });
  const id = 'https://example.org/?a=1&b=2#c';
  await backend.list({ thread: { id }, sort: 'newest', limit: 25 });
  expect(new URL(asked[0]!).searchParams.get('thread')).toBe(id);
});
