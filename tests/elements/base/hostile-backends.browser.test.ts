import { expect, fixture, html } from '@open-wc/testing';
import { afterEach, beforeEach, describe, test } from 'vitest';
import type { Backend } from '../../../src/backend.js';
import type { Comment, Page } from '../../../src/contract.js';
import '../../../src/define.js';
import type { StarlingComments } from '../../../src/elements/comments/comments.js';
import { alert, field, fill, newReader, newThread, send, settled, status } from '../../support/comment-form.js';
import { button, find, findAll, textOf, until } from '../../support/elements.js';

/** Nothing may run, and nothing may fail unheard. */
const failures: unknown[] = [];
const note = (event: PromiseRejectionEvent | ErrorEvent) => {
  failures.push(event instanceof PromiseRejectionEvent ? event.reason : event.error);
  event.preventDefault();
};
const realFetch = globalThis.fetch;

beforeEach(() => {
  newReader();
  failures.length = 0;
  addEventListener('unhandledrejection', note);
  addEventListener('error', note);
});
afterEach(async () => {
  globalThis.fetch = realFetch;
  await new Promise((resolve) => setTimeout(resolve));
  removeEventListener('unhandledrejection', note);
  removeEventListener('error', note);
  expect(failures.map(String)).to.eql([]);
  expect('pwned' in window).to.equal(false);
});

const script = `"><img src=x onerror="window.pwned=1"><script>window.pwned=1</script><a href="javascript:window.pwned=1">x</a>`;

const good = (more: Partial<Comment> = {}): Comment => ({
  id: 'good',
  parent: null,
  root: 'good',
  author: { name: 'Grace' },
  html: '<p>A good comment</p>',
  rating: 4,
  status: 'published',
  createdAt: '2026-01-02T03:04:05Z',
  editedAt: null,
  votes: { up: 1, down: 0 },
  replyCount: 0,
  ...more,
});

const other = (more: Partial<Comment> = {}): Comment =>
  good({
    id: 'other',
    root: 'other',
    author: { name: 'Ada', url: 'https://ada.example', badge: 'owner' },
    html: '<p>Another <b>one</b></p>',
    editedAt: '2026-01-03T00:00:00Z',
    pinned: true,
    replyCount: 2,
    replies: [good({ id: 'reply', parent: 'other', root: 'other', rating: null, html: '<p>A reply</p>' })],
    repliesNext: 'more',
    ...more,
  });

const aPage = (...comments: Comment[]): Page => ({
  comments: comments.length ? comments : [other(), good()],
  next: 'next',
  total: 4,
  summary: { average: 4, count: 2, distribution: { 1: 0, 2: 0, 3: 0, 4: 2, 5: 0 } },
  thread: {
    closed: false,
    captcha: null,
    fields: { name: 'required', email: 'required', url: 'hidden' },
    ratings: 'optional',
    votes: true,
    editWindow: 900,
  },
});

const backendOf = (page: unknown, more: Partial<Record<keyof Backend, unknown>> = {}): Backend =>
  ({
    name: 'hostile',
    list: async () => structuredClone(page),
    submit: async () => good({ id: 'mine' }),
    replies: async () => structuredClone(page),
    vote: async () => ({ votes: { up: 2, down: 0 }, mine: 1 }),
    ...more,
  }) as Backend;

/** The whole widget, once it has drawn comments or an error. */
const open = async (properties: Record<string, unknown>): Promise<StarlingComments> => {
  const element = document.createElement('starling-comments');
  Object.assign(element, { thread: newThread() }, properties);
  await fixture(html`${element}`);
  await until(() => ['complete', 'error'].includes(element.store?.status ?? ''), 'an end of the load');
  await drawn(element);
  return element;
};

const drawn = async (element: Element): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(findAll(element, 'script, iframe, [onerror]')).to.have.length(0);
  const links = findAll<HTMLAnchorElement>(element, 'a').map((link) => link.getAttribute('href') ?? '');
  expect(links.filter((href) => !/^(https?:|mailto:|#)/.test(href) && href)).to.eql([]);
};

/** The good comment stands, or the reader is told and can try again; in both cases they can write. */
const bears = (element: Element, page: { thread?: { closed?: unknown } } | null): void => {
  const text = textOf(element);
  expect(text.includes('A good comment') || !!button(element, 'Try again'), text).to.equal(true);
  if (!page?.thread?.closed) expect(!!field(element, 'body'), 'there is a form').to.equal(true);
};

/** Every value of a page, by its path. */
const pathsOf = (value: unknown, path: string[] = []): string[][] => [
  ...(path.length ? [path] : []),
  ...(value && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...path, key]))
    : []),
];

const withValue = (page: Page, path: string[], value: unknown): never => {
  const copy = structuredClone(page) as never;
  let at: Record<string, unknown> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1)!] = value;
  return copy;
};

/** What JSON can hold. The object with methods that are none fails wherever it is made a text. */
const wrong = [null, 7, -1, 1e308, true, '', 'text', script, 'constructor', '__proto__', [], [null], {}];
const poison = { toString: 1, valueOf: 1 };

describe('a page in which one value is wrong', () => {
  // The second comment is there to be seen standing.
  const paths = pathsOf(aPage()).filter(([first, index]) => first !== 'comments' || index !== '1');
  for (const path of [...paths, ['comments', '0', 'editedAt'], ['thread', 'captcha']]) {
    test(`${path.join('.')} is borne`, async () => {
      await Promise.all(
        [...wrong, poison].map(async (value) => {
          // An empty thread is nothing wrong.
          if (path.join() === 'comments' && Array.isArray(value) && !value.length) return;
          const page = withValue(aPage(), path, value);
          const element = await open({ backend: backendOf(page) });
          try {
            bears(element, page);
          } catch (cause) {
            throw new Error(`with ${JSON.stringify(value)}: ${(cause as Error).message}`, { cause });
          }
        }),
      );
    });
  }
});

describe('a page', () => {
  test.each([null, undefined, 7, 'text', [], {}, '<!doctype html><h1>Welcome</h1>'])(
    'that is %o is an error, with a way to try again',
    async (page) => {
      const element = await open({ backend: backendOf(page) });
      expect(!!button(element, 'Try again')).to.equal(true);
      expect(!!field(element, 'body')).to.equal(true);
    },
  );

  test('with script in every field runs nothing', async () => {
    const hostile = other({
      id: script,
      root: script,
      author: { name: script, url: `javascript:${script}` },
      html: script,
    });
    const reply = good({ id: `${script}2`, parent: script, root: script, author: { name: script }, html: script });
    const page = aPage({ ...hostile, replies: [reply] }, good());
    const element = await open({ backend: backendOf(page) });
    bears(element, page);
    expect(findAll(element, 'starling-comment')).to.have.length(3);
  });

  test('with answers in a circle shows each of them once', async () => {
    const answer = (id: string, parent: string) =>
      good({ id, parent, root: 'good', rating: null, html: `<p>${id}</p>` });
    const replies = [answer('a', 'c'), answer('b', 'a'), answer('c', 'b'), answer('d', 'd'), answer('e', 'gone')];
    const element = await open({ backend: backendOf(aPage(good({ replies, replyCount: 5, repliesNext: null }))) });
    const shown = findAll(element, '[part=body]').map((body) => body.textContent!.trim());
    expect(shown.sort()).to.eql(['A good comment', 'a', 'b', 'c', 'd', 'e']);
  });

  test('with one comment many times is drawn', async () => {
    const page = aPage(good(), good(), good({ replies: [good({ parent: 'good' }), good({ parent: 'good' })] }));
    bears(await open({ backend: backendOf(page) }), page);
  });

  test('with replies 10,000 deep is drawn', async () => {
    const replies = Array.from({ length: 10_000 }, (_, index) =>
      good({ id: `r${index}`, parent: index ? `r${index - 1}` : 'good', root: 'good', rating: null, html: 'x' }),
    );
    const element = document.createElement('starling-comments');
    const page = aPage(good({ replies, replyCount: 10_000, repliesNext: null }));
    Object.assign(element, { thread: newThread(), backend: backendOf(page) });
    await fixture(html`${element}`);
    const list = find(element, 'starling-comment-list')!;
    while (list.shadowRoot!.querySelectorAll('li').length < 10_001) await new Promise((done) => setTimeout(done, 50));
    element.remove();
  }, 60_000);

  test('whose next one is always another, of the same comments, ends', async () => {
    let pages = 0;
    const list = async () => ({ ...aPage(), next: `page ${pages++}` });
    const element = await open({ backend: backendOf(null, { list }) });
    for (let turn = 0; turn < 5 && button(element, 'Show more'); turn++) {
      const before = pages;
      button(element, 'Show more')!.click();
      await until(() => pages > before);
      await drawn(element);
    }
    expect(findAll(element, 'starling-comment')).to.have.length(3);
  });

  test.each([null, {}, { comments: null }, { comments: [null], next: null }, { comments: [{}], next: null }])(
    'after the first that is %o leaves what is there',
    async (second) => {
      const list = async ({ cursor }: { cursor?: string }) => (cursor ? second : aPage());
      const replies = async () => second;
      const element = await open({ backend: backendOf(null, { list, replies }) });
      button(element, 'Show more')!.click();
      await drawn(element);
      button(element, /more repl/)?.click();
      await drawn(element);
      bears(element, aPage());
    },
  );
});

describe('what belongs to the visitor', () => {
  test.each([
    7,
    {},
    { comments: null },
    { comments: [null] },
    { comments: [{}], votes: null },
    { comments: [], votes: null },
  ])('is no reason to show nothing where it is %o', async (mine) => {
    const element = await open({ backend: backendOf(aPage(), { mine: async () => mine }) });
    expect(textOf(element)).to.include('A good comment');
  });
});

describe('a comment that is sent', () => {
  const text = 'What I wrote with care';

  test.each([
    null,
    undefined,
    7,
    {},
    { id: 7 },
    { ...good(), id: {} },
    { ...good(), author: null },
    { ...good(), votes: null },
    { ...good(), html: poison },
  ])('is not lost where the answer is %o', async (answer) => {
    const element = await open({ backend: backendOf(aPage(), { submit: async () => answer }) });
    await fill(element, text);
    send(element);
    await settled(element);
    await drawn(element);
    bears(element, aPage());
    expect([field(element, 'body').value, !!alert(element)]).to.eql([text, true]);
  });

  test('with a hostile answer runs nothing', async () => {
    const answer = good({ id: script, root: script, author: { name: script, url: 'javascript:1' }, html: script });
    const element = await open({ backend: backendOf(aPage(), { submit: async () => answer }) });
    await fill(element, text);
    send(element);
    await settled(element);
    await drawn(element);
    expect(status(element)).to.equal('Thank you! Your comment is posted.');
  });

  test.each([7, 'text', null, { body: {} }, { body: null }, { 'author.email': poison }, { unknown: 'x' }, [script]])(
    'is kept where the fields that are wrong are %o',
    async (fields) => {
      answer(json({ code: 'invalid', detail: 'x', fields }, 422), ({ method }) => method === 'POST');
      const element = await open({ server: 'https://hostile.example' });
      await fill(element, text);
      send(element);
      await until(() => alert(element) && !sending(element), 'an end of the attempt');
      await drawn(element);
      expect(field(element, 'body').value).to.equal(text);
      expect(alert(element)).to.equal('Please check the marked fields.');
      expect(textOf(element)).not.to.include('[object');
    },
  );
});

/** A Starling server at the other end of `fetch`: its pages are good unless the request is one of those meant. */
const answer = (respond: (init: RequestInit) => Promise<Response>, meant: (init: RequestInit) => unknown): void => {
  globalThis.fetch = async (_, init = {}) =>
    meant(init) ? respond(init) : Response.json({ ...aPage(), comments: [], votes: {} });
};
const json =
  (body: unknown, status = 200) =>
  async () =>
    Response.json(body, { status });
const sending = (element: Element) => !!button(element, 'Sending…');

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

const pages = '<!doctype html><title>Welcome</title><script>window.pwned=1</script>';
const hostileServers: [string, (init: RequestInit) => Promise<Response>][] = [
  ['HTML with status 200', async () => new Response(pages, { headers: { 'content-type': 'text/html' } })],
  ['HTML with status 404', async () => new Response(pages, { status: 404 })],
  ['HTML with status 502', async () => new Response(pages, { status: 502 })],
  ['nothing at all', async () => new Response(null, { status: 204 })],
  ['half of its JSON', async () => new Response('{"comments":[{"id":"a",')],
  ['a refused connection', async () => Promise.reject(new TypeError('Failed to fetch'))],
  ['no answer', async ({ signal }) => aborted(signal!)],
  [
    'an answer without end',
    async ({ signal }) => {
      const space = new TextEncoder().encode(' '.repeat(1000));
      const pull = (stream: ReadableStreamDefaultController) =>
        new Promise<void>((done) => setTimeout(done, 5)).then(() =>
          signal!.aborted ? stream.error(signal!.reason) : stream.enqueue(space),
        );
      return new Response(new ReadableStream({ pull }));
    },
  ],
  ['an error of hostile JSON', json({ code: { at: 1 }, detail: script, fields: [script] }, 400)],
  ['an error of a code that nobody knows', json({ code: script, detail: script }, 418)],
];

describe.each(hostileServers)('a server that answers with %s', (_, respond) => {
  const options = { server: 'https://hostile.example', backendOptions: '{"timeout":300}' };

  test('is an error that the reader can understand, with a way to try again', async () => {
    answer(respond, () => true);
    const element = await open(options);
    const told = find(element, 'p.error[role=alert]')!;
    await until(() => told.textContent!.trim().length > 'Try again'.length + 10, 'words about what is wrong');
    expect(textOf(told)).not.to.match(/pwned|undefined|object|\{/);
    // And then it answers.
    answer(respond, () => false);
    button(element, 'Try again')!.click();
    await until(() => element.store!.status === 'complete');
  });

  test('costs the reader nothing of what they typed', async () => {
    answer(respond, ({ method }) => method === 'POST');
    const element = await open(options);
    await fill(element, 'What I wrote with care');
    send(element);
    await until(() => alert(element), 'an error');
    expect(field(element, 'body').value).to.equal('What I wrote with care');
    // Sent again once the server is well, it is one comment, by the same key.
    const keys: (string | null)[] = [];
    globalThis.fetch = async (_url, init = {}) => {
      if (init.method === 'POST') keys.push(new Headers(init.headers).get('idempotency-key'));
      return Response.json(init.method === 'POST' ? { comment: good() } : aPage());
    };
    send(element);
    await until(() => status(element), 'success');
    expect(keys).to.have.length(1);
    expect(field(element, 'body').value).to.equal('');
  });
});
