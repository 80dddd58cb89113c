import { afterAll, expect, test } from 'vitest';
import { walineBackend } from '../../src/backends/waline/index.js';
import { serveStandIn, type StandInAnswer, type StandInRequest } from '../stand-ins/http-server.js';

// What the published server (tests/peers/waline.test.ts) does only in other versions, or set up in other ways.

let answer: (request: StandInRequest) => StandInAnswer;
const server = await serveStandIn((request) => answer(request));
afterAll(() => server.close());

const make = (options: Record<string, unknown> = {}) => walineBackend({ url: server.newVisitor(), options });
const target = { thread: { id: 'https://example.org/%E4%BD%A0%E5%A5%BD' } };
const first = { ...target, sort: 'newest', limit: 25 } as const;
const draft = { ...target, author: { name: 'Ada' }, body: 'Hello' };
const root = { objectId: '507f1f77bcf86cd799439011', nick: 'Ada', comment: '<p>Hello</p>', children: [] };

test.each([
  ['in their envelope', (data: unknown) => ({ errno: 0, errmsg: '', data })],
  ['bare, as of the old routes', (data: unknown) => data],
])('answers are read %s', async (_, wrap) => {
  answer = ({ query }) => ({
    body: wrap(query.get('type') === 'count' ? 7 : { count: 1, data: [{ ...root, time: 1_700_000_000_000 }] }),
  });
  const page = await make().list(first);
  expect(page).toMatchObject({ total: 1, comments: [{ id: root.objectId, createdAt: '2023-11-14T22:13:20.000Z' }] });
  expect(await make().counts!({ threads: ['/a'] })).toEqual({ '/a': 7 });
});

test('a comment from before there were states is published', async () => {
  answer = () => ({ body: { count: 1, data: [{ ...root, insertedAt: '2020-01-31T12:00:00.000Z' }] } });
  const [comment] = (await make().list(first)).comments;
  expect(comment).toMatchObject({ status: 'published', createdAt: '2020-01-31T12:00:00.000Z' });
});

test('a thread is the decoded path of its page, as in Waline’s own client', async () => {
  let path: string | null = null;
  answer = ({ query }) => {
    path = query.get('path');
    return { body: { count: 0, data: [] } };
  };
  await make().list(first);
  expect(path).toBe('/你好');
});

test.each([
  ['turnstile', 'turnstile'],
  ['recaptcha', 'recaptchaV3'],
])('an answer to %s is sent as %s, and its refusal asks for another', async (provider, field) => {
  const sent: unknown[] = [];
  answer = ({ body }) => {
    sent.push(body[field]);
    return body[field] === 'good'
      ? { body: { errno: 0, data: { ...root, status: 'waiting' } } }
      : { status: 403, body: '' };
  };
  const captcha = (token: string) => ({ captcha: { provider, token } });
  await expect(make().submit({ ...draft, ...captcha('bad') })).rejects.toMatchObject({ code: 'captcha' });
  expect(await make().submit({ ...draft, ...captcha('good') })).toMatchObject({ status: 'pending' });
  expect(sent).toEqual(['bad', 'good']);
  // Without an answer it may be the domain that is not let in.
  await expect(make().submit(draft)).rejects.toMatchObject({ code: 'forbidden' });
});

test('what is wrong with a field is told at that field', async () => {
  answer = () => ({ body: { errno: 1001, errmsg: { comment: 'comment can not be blank' } } });
  await expect(make().submit(draft)).rejects.toMatchObject({
    code: 'invalid',
    fields: { body: 'comment can not be blank' },
  });
});

test('a server that takes comments of its users only says so', async () => {
  answer = () => ({ status: 401, body: '' });
  await expect(make().submit(draft)).rejects.toMatchObject({ code: 'unauthorized' });
});

test('wrong options throw at once and are named', () => {
  expect(() => make({ token: 7 })).toThrow(expect.objectContaining({ code: 'misconfigured', message: 'token' }));
  expect(() => make({ fields: { name: 'never' } })).toThrow(expect.objectContaining({ message: 'fields' }));
  expect(() => walineBackend({ options: {} })).toThrow(expect.objectContaining({ message: 'backend-url' }));
});
