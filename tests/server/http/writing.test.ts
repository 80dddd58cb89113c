import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/contract.js';
import { aDraft, aToken, base, createFixture } from '../support/fixture.js';

const bird = '🐦';

describe('a draft', () => {
  test.each([
    ['body', { body: '' }],
    ['body', { body: ' \n' }],
    ['body', { body: '\u200b \u2800\u3164' }],
    ['body', { body: '[x]: http://x.org' }],
    ['body', { body: '![]()' }],
    ['body', { body: '>' }],
    ['body', { body: undefined }],
    ['body', { body: 5 }],
    ['body', { body: 'a\0b' }],
    ['body', { body: 'a\ud800b' }],
    ['body', { body: bird.repeat(limits.body + 1) }],
    ['author.name', { author: { email: 'a@b.co' } }],
    ['author.name', { author: { name: ' ', email: 'a@b.co' } }],
    ['author.name', { author: { name: bird.repeat(81), email: 'a@b.co' } }],
    ['author.name', { author: { name: 'two\nlines', email: 'a@b.co' } }],
    ['author.name', { author: { name: 'two\u2028lines', email: 'a@b.co' } }],
    ['author.name', { author: { name: 'two\u2029lines', email: 'a@b.co' } }],
    ['author.name', { author: { name: 'two\u0085lines', email: 'a@b.co' } }],
    ['author.name', { author: { name: 'a\u0007bell', email: 'a@b.co' } }],
    ['author.name', { author: { name: '\u200b', email: 'a@b.co' } }],
    ['author.name', { author: { name: '\u3164', email: 'a@b.co' } }],
    ['author.name', { author: { name: 'a\udc00b', email: 'a@b.co' } }],
    ['author.email', { author: { name: 'Ada' } }],
    ['author.email', { author: { name: 'Ada', email: 'ada' } }],
    ['author.email', { author: { name: 'Ada', email: 'group:a@b.co;' } }],
    ['author.email', { author: { name: 'Ada', email: 'a b@c.co' } }],
    ['author.email', { author: { name: 'Ada', email: 'a\u0001b@c.co' } }],
    ['author.email', { author: { name: 'Ada', email: 'a@b.co\nbcc: x@y.co' } }],
    ['author.email', { author: { name: 'Ada', email: `${'a'.repeat(250)}@b.co` } }],
    ['author.url', { author: { name: 'Ada', email: 'a@b.co', url: 'javascript:alert(1)' } }],
    ['author.url', { author: { name: 'Ada', email: 'a@b.co', url: 'java\nscript:alert(1)' } }],
    ['author.url', { author: { name: 'Ada', email: 'a@b.co', url: 'http://' } }],
    ['author.url', { author: { name: 'Ada', email: 'a@b.co', url: `https://b.co/${'x'.repeat(2048)}` } }],
    ['thread.id', { thread: {} }],
    ['thread.id', { thread: { id: '' } }],
    ['thread.id', { thread: { id: 'x'.repeat(2049) } }],
    ['thread.id', { thread: { id: 7 } }],
    ['thread.url', { thread: { id: 'x', url: 'data:text/html,x' } }],
    ['thread.title', { thread: { id: 'x', title: bird.repeat(301) } }],
    ['thread', { thread: undefined }],
    ['rating', { rating: 0 }],
    ['rating', { rating: 6 }],
    ['rating', { rating: 2.5 }],
    ['rating', { rating: '5' }],
    ['parent', { parent: 'unknown' }],
    ['parent', { parent: 5 }],
  ])('with a wrong %s is refused, naming it, and leaves nothing: %o', async (field, wrong) => {
    const { list, post } = await createFixture();
    const { status, body, headers } = await post({ ...wrong } as Record<string, unknown>);
    expect([status, body.code, Object.keys(body.fields ?? {})]).toEqual([422, 'invalid', [field]]);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await list()).body.total).toBe(0);
  });

  test('may be as long as the limits say, in code points', async () => {
    const { post } = await createFixture();
    const { status, body } = await post({
      thread: { id: bird.repeat(limits.thread), title: bird.repeat(limits.title) },
      author: { name: bird.repeat(limits.name), email: `${'a'.repeat(limits.email - 5)}@b.co` },
      body: bird.repeat(limits.body),
    });
    expect(status).toBe(201);
    expect(body.comment.author.name).toBe(bird.repeat(limits.name));
    expect([...body.comment.html.matchAll(/🐦/gu)]).toHaveLength(limits.body);
  });

  test('says all that is wrong at once', async () => {
    const { post } = await createFixture();
    const { body } = await post({ body: '', author: { name: 'x'.repeat(81), email: 'no' }, rating: 9 as 5 });
    expect(Object.keys(body.fields!).sort()).toEqual(['author.email', 'author.name', 'body', 'rating']);
    expect(Object.keys((await post({ author: undefined })).body.fields!)).toEqual(['author.name', 'author.email']);
    expect((await post({ author: { name: ' ' }, body: '' })).body.fields).toEqual({
      'author.name': 'Enter your name.',
      'author.email': 'Enter your e-mail address.',
      body: 'Must not be empty.',
    });
  });

  test('loses the fields that nobody knows, which are nowhere kept', async () => {
    const { path, post } = await createFixture();
    const { status, body } = await post({
      status: 'pending',
      id: 'mine',
      pinned: true,
      badge: 'owner',
      junk: 'j-u-n-k',
    });
    expect(status).toBe(201);
    expect(body.comment.id).not.toBe('mine');
    expect(body.comment).not.toHaveProperty('pinned');
    expect(body.comment.author).toEqual({ name: 'Ada' });
    const database = new DatabaseSync(path);
    expect(JSON.stringify(database.prepare('select * from comments').all())).not.toContain('j-u-n-k');
    database.close();
  });

  test('needs the fields that the server requires, and no others', async () => {
    const { post, with: other } = await createFixture();
    const open = other({ fields: { name: 'optional', email: 'optional', url: 'required' } });
    expect((await open.post({ author: {} })).body.fields).toEqual({ 'author.url': expect.any(String) as string });
    const { body } = await open.post({ author: { url: 'https://ada.example/', name: '', email: '' } });
    expect(body.comment.author).toEqual({ name: '', url: 'https://ada.example/' });
    expect((await post({ author: { url: 'https://ada.example' } })).status).toBe(422);
    const two = await open.post({ author: { url: 'HTTPS://ada.example\\@evil.example' } });
    expect(two.body.comment.author).toEqual({ name: '', url: 'https://ada.example/@evil.example' });
  });

  test('carries stars as the server’s rating mode says', async () => {
    const { with: other, write } = await createFixture();
    const { id } = await write('root');
    expect((await other({ ratings: 'off' }).post({ rating: 3 })).body.fields).toHaveProperty('rating');
    expect((await other({ ratings: 'required' }).post()).body.fields).toHaveProperty('rating');
    expect((await other({ ratings: 'required' }).post({ parent: id })).status).toBe(201);
    expect((await other({}).post({ parent: id, rating: 3 })).body.fields).toHaveProperty('rating');
  });

  test('that replies to a comment of another thread, another site or nowhere public is refused', async () => {
    const { call, post, with: other, write } = await createFixture();
    const token = aToken();
    const elsewhere = await write('elsewhere', { thread: { id: 'another' } });
    const otherSite = await write('other site', { site: 'other' });
    const pending = await other({ moderation: 'all' }).write('pending');
    const removed = await write('removed', {}, token);
    await write('reply', { parent: removed.id });
    await call('DELETE', `/comments/${removed.id}`, undefined, { token });
    for (const { id: parent } of [elsewhere, otherSite, pending, removed]) {
      const { status, body } = await post({ parent });
      expect([status, body.code, Object.keys(body.fields ?? {})]).toEqual([422, 'invalid', ['parent']]);
    }
  });

  test('to a closed thread is refused, until it is open again', async () => {
    const { list, post, moderation, call } = await createFixture();
    await post();
    await moderation.setClosed({ site: '', thread: 'a thread', closed: true });
    expect((await list()).body.thread.closed).toBe(true);
    const { status, body } = await post();
    expect([status, body.code]).toEqual([403, 'closed']);
    const rated = await call('PUT', '/ratings', { thread: { id: 'a thread' }, value: 3 }, { token: aToken() });
    expect([rated.status, rated.body.code]).toEqual([403, 'closed']);
    await moderation.setClosed({ site: '', thread: 'a thread', closed: false });
    expect((await post()).status).toBe(201);
  });

  test('can’t be changed, nor voted on, in a closed thread; its author may still take it back', async () => {
    const { call, list, post, moderation } = await createFixture();
    const token = aToken();
    const { id } = (await post({ rating: 4 }, { token })).body.comment;
    await moderation.setClosed({ site: '', thread: 'a thread', closed: true });
    for (const [method, path, body, by] of [
      ['PATCH', `/comments/${id}`, { rating: 1 }, token],
      ['PATCH', `/comments/${id}`, { body: 'Other' }, token],
      ['PUT', `/comments/${id}/vote`, { value: 1 }, aToken()],
    ] as const) {
      const answer = await call(method, path, body, { token: by });
      expect([answer.status, answer.body.code]).toEqual([403, 'closed']);
    }
    expect((await list()).body).toMatchObject({ summary: { average: 4 }, comments: [{ votes: { up: 0 } }] });
    expect((await call('DELETE', `/comments/${id}`, undefined, { token })).status).toBe(200);
  });

  test('keeps its stars where they are required', async () => {
    const { call, list, post } = await createFixture({ ratings: 'required' });
    const token = aToken();
    const { id } = (await post({ rating: 4 }, { token })).body.comment;
    const reply = (await post({ parent: id }, { token })).body.comment;
    const { status, body } = await call('PATCH', `/comments/${id}`, { rating: null }, { token });
    expect([status, body.fields]).toEqual([422, { rating: 'Choose a rating.' }]);
    expect((await call('PATCH', `/comments/${reply.id}`, { body: 'x', rating: null }, { token })).status).toBe(200);
    expect((await list()).body.summary).toMatchObject({ average: 4, count: 1 });
  });
});

describe('sites', () => {
  test('are apart from each other', async () => {
    const { get, write } = await createFixture();
    await write('here', { site: 'one' });
    expect((await get('/comments?site=one&thread=a+thread')).body.total).toBe(1);
    expect((await get('/comments?site=two&thread=a+thread')).body.total).toBe(0);
    expect((await get('/comments?thread=a+thread')).body.total).toBe(0);
  });

  test('that are not listed are refused, also where none is named and there are several', async () => {
    const { call, get, post, write } = await createFixture({ sites: ['one', 'two'] });
    const { id } = await write('here', { site: 'one' });
    for (const answer of [
      await post({ site: 'three' }),
      await post(),
      await get('/comments?thread=a+thread'),
      await get('/comments?site=three&thread=a+thread'),
      await get('/counts?thread=a+thread'),
      await call('POST', '/comments?site=one', aDraft()),
      await call('PUT', '/ratings?site=one', { thread: { id: 'a thread' }, value: 1 }, { token: aToken() }),
      await call('POST', '/preview', { body: 'Hello' }),
      await call('POST', '/preview?site=three', { body: 'Hello' }),
      await get('/challenge?site=three'),
    ]) {
      expect([answer.status, Object.keys(answer.body.fields ?? {})]).toEqual([422, ['site']]);
    }
    expect((await get(`/comments/${id}`)).status).toBe(200);
    expect((await get(`/comments/${id}?site=two`)).status).toBe(404);
    expect((await call('POST', '/preview?site=two', { body: 'Hello' })).status).toBe(200);
  });

  test('that are no longer served are as if they were not there', async () => {
    const { call, get, with: other, write } = await createFixture();
    const token = aToken();
    const { id } = await write('here', { site: 'old' }, token);
    expect((await get(`/comments/${id}`)).status).toBe(200);
    const moved = other({ sites: ['new'] });
    expect((await moved.get(`/comments/${id}`)).status).toBe(404);
    expect((await moved.call('DELETE', `/comments/${id}`, undefined, { token })).status).toBe(404);
    expect((await call('DELETE', `/comments/${id}`, undefined, { token })).status).toBe(200);
  });

  test('need not be named where only one is listed', async () => {
    const { get, post } = await createFixture({ sites: ['one'] });
    expect((await post()).status).toBe(201);
    expect((await get('/comments?site=one&thread=a+thread')).body.total).toBe(1);
  });
});

describe('a request', () => {
  test.each(['', '{', '[1,', '"a', 'null', '[]', '"text"'])('with the body %o is refused', async (body) => {
    const { call } = await createFixture();
    const answer = await call('POST', '/comments', body);
    expect(answer.body.code).toBe('invalid');
    expect(answer.status).toBe(/^(|\{|\[1,|"a)$/.test(body) ? 400 : 422);
    if (answer.status === 422) {
      expect(Object.keys(answer.body.fields!).sort()).toEqual(['author.email', 'author.name', 'body', 'thread']);
    }
    expect(JSON.stringify(answer.body)).not.toMatch(/\bat .*\.[jt]s/);
  });

  test('that is not UTF-8 can’t be read', async () => {
    const { handler } = await createFixture();
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    const response = await handler(new Request(`${base}/api/v1/comments`, { method: 'POST', body }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid', status: 400 });
  });

  test('that is nested without end can’t hurt', async () => {
    const { call } = await createFixture();
    const { status } = await call(
      'POST',
      '/comments',
      `{"body":${'['.repeat(80_000)}${']'.repeat(80_000)}}`.slice(0, 160_000),
    );
    expect([400, 422]).toContain(status);
  });

  test('over the limit is refused by its length alone', async () => {
    const { handler } = await createFixture();
    const request = new Request(`${base}/api/v1/comments`, {
      method: 'POST',
      headers: { 'Content-Length': String(limits.requestBytes + 1) },
      body: '{}',
    });
    const response = await handler(request);
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'too-large' });
    expect(request.bodyUsed).toBe(false);
  });

  test('of unknown length is read no further than the limit', async () => {
    const { handler } = await createFixture();
    let given = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        given += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(32));
      },
    });
    const response = await handler(
      new Request(`${base}/api/v1/comments`, { method: 'POST', body, duplex: 'half' } as RequestInit),
    );
    expect(response.status).toBe(413);
    expect(given).toBeLessThan(14);
  });

  test('of exactly the limit is read', async () => {
    const { call } = await createFixture();
    const draft = JSON.stringify(aDraft());
    const { status } = await call('POST', '/comments', draft + ' '.repeat(limits.requestBytes - draft.length));
    expect(status).toBe(201);
  });

  test.each([
    ['GET', '/nothing', 404],
    ['POST', '/comments/x/y/z', 404],
    ['PUT', '/comments', 405],
    ['DELETE', '/ratings', 405],
    ['GET', '/comments/x/vote', 405],
    ['POST', '/mine', 405],
  ])('to %s %s is answered by a problem', async (method, path, status) => {
    const { call } = await createFixture();
    const answer = await call(method, path);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, code: 'not-found' });
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/^[A-Z, ]+$/);
  });
});

describe('Markdown', () => {
  test.each([
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['[a](javascript:alert(1))', '<p>[a](javascript:alert(1))</p>'],
    ['[a](https://b.co "t")', '<p><a href="https://b.co" rel="nofollow ugc noopener">a</a></p>'],
    ['see https://b.co', '<p>see <a href="https://b.co" rel="nofollow ugc noopener">https://b.co</a></p>'],
    ['![a](https://b.co/i.png)', '<p><a href="https://b.co/i.png" rel="nofollow ugc noopener">a</a></p>'],
    [
      '![a"onload=x](https://b.co/i.png)',
      '<p><a href="https://b.co/i.png" rel="nofollow ugc noopener">a"onload=x</a></p>',
    ],
    ['![a](data:image/png;base64,x)', '<p><a rel="nofollow ugc noopener">a</a></p>'],
    ['[a](//b.co)', '<p><a rel="nofollow ugc noopener">a</a></p>'],
    ['one\ntwo', '<p>one<br />\ntwo</p>'],
    ['```js\na < b\n```', '<pre><code>a &lt; b\n</code></pre>'],
    ['~~a~~', '<p><s>a</s></p>'],
  ])('%o is shown as safe HTML, in a preview as when it is kept', async (source, html) => {
    const { call, write } = await createFixture();
    expect((await call('POST', '/preview', { body: source })).body).toEqual({ html });
    expect((await write(source)).html).toBe(html);
  });

  test('of which nothing is seen can not take the place of what was there', async () => {
    const { call, get, post } = await createFixture();
    const token = aToken();
    const { id } = (await post({ body: 'words' }, { token })).body.comment;
    for (const body of ['\u200b', '[x]: http://x.org', 'a\0', '\ud800']) {
      const { status, body: problem } = await call('PATCH', `/comments/${id}`, { body }, { token });
      expect([status, problem.code, Object.keys(problem.fields!)]).toEqual([422, 'invalid', ['body']]);
    }
    expect((await get(`/comments/${id}`)).body.root.html).toBe('<p>words</p>');
  });

  test('is rendered once, and kept beside its source with the renderer’s version', async () => {
    const { path, write } = await createFixture();
    await write('Some *words*');
    const database = new DatabaseSync(path);
    expect(database.prepare('select body, html, renderer from comments').get()).toMatchObject({
      body: 'Some *words*',
      html: '<p>Some <em>words</em></p>',
      renderer: expect.any(Number) as number,
    });
    database.close();
  });

  test.each([
    ['brackets', '['.repeat(10_000)],
    ['quotes', '>'.repeat(10_000)],
    ['emphasis', '*a_'.repeat(3333)],
    ['links', '[a]('.repeat(2500)],
    ['images', '!['.repeat(5000)],
    ['backticks', Array.from({ length: 130 }, (_, index) => '`'.repeat(index)).join(' ')],
  ])('that piles up %s takes no long time', async (_, source) => {
    const { call } = await createFixture();
    const begin = performance.now();
    expect((await call('POST', '/preview', { body: source.slice(0, 10_000) })).status).toBe(200);
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});
