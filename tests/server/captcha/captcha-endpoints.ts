import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/*
 * The endpoints at which providers verify tokens, as they are documented. A token says by its name what becomes of it.
 */

export interface Asked {
  path: string;
  headers: IncomingHttpHeaders;
  /** Form or JSON, as an object. */
  body: Record<string, string>;
}

export interface Endpoint {
  /** Without a trailing slash. */
  url: string;
  asked: Asked[];
}

interface Said {
  status?: number;
  body: unknown;
}

export const secret = 'the secret';
/** More than the verifiers in these tests wait for. */
const never = 20_000;

/** What every endpoint may do instead of answering. */
const outages: Record<string, Said | 'hang' | 'redirect' | 'close'> = {
  hang: 'hang',
  close: 'close',
  redirect: 'redirect',
  'server-error': { status: 500, body: { success: true } },
  'too-many': { status: 429, body: { success: false } },
  html: { body: '<h1>Sorry</h1>' },
  null: { body: null },
  number: { body: 7 },
  list: { body: [] },
  'success-of-text': { body: { success: 'true' } },
  empty: { body: {} },
};
export const outageTokens = Object.keys(outages);

export const endpoint = async (judge: (asked: Asked, used: boolean) => Said): Promise<Endpoint> => {
  const asked: Asked[] = [];
  const used = new Set<string>();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const isJson = request.headers['content-type'] === 'application/json';
    const body = isJson ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text));
    asked.push({ path: request.url!, headers: request.headers, body });
    const outage = outages[body.response.split(':').at(-1)];
    if (outage === 'hang') return void setTimeout(() => response.destroy(), never).unref();
    if (outage === 'close') return void response.destroy();
    if (outage === 'redirect') return void response.writeHead(307, { location: '/elsewhere' }).end();
    const said = outage ?? judge(asked.at(-1)!, used.has(body.response));
    used.add(body.response);
    response.writeHead(said.status ?? 200, { 'content-type': 'application/json' });
    response.end(typeof said.body === 'string' ? said.body : JSON.stringify(said.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
};

/** reCAPTCHA's, and with other words those of hCaptcha and Turnstile. */
export const siteverifyEndpoint = (codes: { duplicate: string; invalid: string }, more: object = {}) =>
  endpoint(({ body }, used) => {
    const refuse = (...names: string[]) => ({ body: { success: false, 'error-codes': names } });
    if (!body.secret) return refuse('missing-input-secret');
    if (body.secret !== secret) return refuse('invalid-input-secret');
    if (used) return refuse(codes.duplicate);
    if (body.response === 'internal-error') return refuse('internal-error');
    if (!/^good/.test(body.response!)) return refuse(codes.invalid);
    const [, score, action = 'comment'] = body.response!.split('_');
    const graded = score === undefined ? {} : { score: Number(score), action };
    const made = { challenge_ts: new Date().toISOString(), hostname: 'blog.example' };
    return { body: { success: true, ...made, ...more, ...graded, 'error-codes': [] } };
  });

/** FriendlyCaptcha/friendly-captcha-javascript src/api/errors.ts: codes and their statuses. */
export const friendlyEndpoint = () =>
  endpoint(({ headers, body }, used) => {
    const refuse = (error_code: string, status = 200) => ({
      status,
      body: { success: false, error: { error_code, detail: 'Words.' } },
    });
    if (!headers['x-api-key']) return refuse('auth_required', 401);
    if (headers['x-api-key'] !== secret) return refuse('auth_invalid', 401);
    if (body.sitekey !== 'site-key') return refuse('sitekey_invalid', 400);
    if (used) return refuse('response_duplicate');
    if (body.response === 'late') return refuse('response_timeout');
    if (body.response === 'internal-error') return refuse('internal_server_error', 500);
    if (!/^good/.test(body.response!)) return refuse('response_invalid');
    const challenge = { timestamp: new Date().toISOString(), origin: 'https://blog.example' };
    return { body: { success: true, data: { event_id: 'ev_1', challenge, risk_intelligence: null } } };
  });

/** tiagozip/cap standalone/src/siteverify.js: what it answers, and with which status. */
export const capEndpoint = () =>
  endpoint(({ path, body }, used) => {
    const refuse = (status: number, error: string) => ({ status, body: { success: false, error } });
    const [siteKey, , token = ''] = body.response!.split(':');
    if (body.response!.split(':').length !== 3) return refuse(400, 'Missing required parameters');
    if (path !== `/${siteKey}/siteverify`) return refuse(404, 'Invalid site key or secret');
    if (body.secret !== secret) return refuse(403, 'Invalid site key or secret');
    if (used || !/^(good|late)/.test(token)) return refuse(404, 'Token not found');
    return token === 'late' ? refuse(403, 'Token expired') : { body: { success: true } };
  });
