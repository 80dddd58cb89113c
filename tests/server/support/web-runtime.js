// Runs the built handler where there is nothing but web standards: no module of Node's, no `process`, no `Buffer`. Given
// its folder and a database; prints what it answered. Needs --experimental-vm-modules.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import vm from 'node:vm';
import { SignJWT } from 'jose';

const [folder, database] = process.argv.slice(2);
const { openStore } = await import(join(folder, 'index.js'));

/** What the runtimes have in common: https://min-common-api.proposal.wintertc.org */
const names = [
  ...['URL', 'URLSearchParams', 'Request', 'Response', 'Headers', 'fetch', 'FormData', 'Blob'],
  ...['TextEncoder', 'TextDecoder', 'ReadableStream', 'TransformStream', 'WritableStream', 'atob', 'btoa'],
  ...['crypto', 'Crypto', 'AbortController', 'AbortSignal', 'DOMException', 'Event', 'EventTarget'],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask', 'structuredClone'],
  ...['performance', 'console'],
];
const context = vm.createContext(Object.fromEntries(names.map((name) => [name, globalThis[name]])));
context.globalThis = context;
context.self = context;

const loaded = [];
const modules = new Map();
/** Once for each, however many ask for it at a time: two of one module would each have errors of their own. */
const moduleAt = (path) => {
  if (!modules.has(path)) modules.set(path, load(path));
  return modules.get(path);
};
const load = async (path) => {
  loaded.push(path.slice(folder.length + 1));
  const source = await readFile(path, 'utf8');
  return new vm.SourceTextModule(source, {
    context,
    identifier: path,
    importModuleDynamically: async (specifier) => {
      const module = await link(specifier, { identifier: path });
      if (module.status === 'unlinked') await module.link(link);
      await module.evaluate();
      return module;
    },
  });
};
const link = (specifier, { identifier }) => {
  if (!specifier.startsWith('./')) throw new Error(`${identifier} imports ${specifier}`);
  return moduleAt(join(folder, specifier));
};

const handlerModule = await moduleAt(join(folder, 'handler.js'));
await handlerModule.link(link);
await handlerModule.evaluate();

const store = await openStore(`sqlite:${database}`);
const handler = handlerModule.namespace.createHandler({ store, secret: 'a secret for tests' });
const open = handlerModule.namespace.createHandler({ store, secret: 'a secret for tests', captcha: 'none' });
const identity = 'a secret of at least thirty-two bytes';
const identified = handlerModule.namespace.createHandler({
  store,
  secret: 'a secret for tests',
  sites: ['blog'],
  identity: { sso: { secret: identity } },
});
const token = await new SignJWT({ name: 'Ada' })
  .setProtectedHeader({ alg: 'HS256' })
  .setSubject('ada')
  .setAudience('blog')
  .setIssuedAt()
  .setExpirationTime('1h')
  .sign(new TextEncoder().encode(identity));
const ask = async (handle, method, path, body, more = {}) => {
  const response = await handle(
    new Request(`http://comments.example/api/v1${path}`, {
      method,
      headers: { Authorization: 'Bearer 0123456789abcdef0123456789abcdef', ...more },
      ...(body && { body: JSON.stringify(body) }),
    }),
    { address: '203.0.113.1' },
  );
  return { status: response.status, body: await response.json() };
};
const draft = { thread: { id: 'a thread' }, author: { name: 'Ada', email: 'ada@example.org' }, body: 'A *word*' };
console.log(
  JSON.stringify({
    loaded,
    answers: {
      posted: await ask(open, 'POST', '/comments', draft),
      refused: await ask(handler, 'POST', '/comments', { ...draft, author: {} }),
      signedIn: await ask(identified, 'POST', '/comments', draft, { 'Starling-Identity': token }),
      listed: await ask(open, 'GET', '/comments?thread=a+thread'),
      mine: await ask(open, 'GET', '/mine?thread=a+thread'),
      rated: await ask(open, 'PUT', '/ratings', { thread: { id: 'a thread' }, value: 4 }),
      preview: await ask(open, 'POST', '/preview', { body: '[a](https://a.example)' }),
      challenge: await ask(handler, 'GET', '/challenge'),
      description: await ask(open, 'GET', '/openapi.json'),
    },
  }),
);
await store.close();
