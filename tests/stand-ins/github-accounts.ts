import { createHash } from 'node:crypto';
import { onTestFinished, vi } from 'vitest';
import { client } from '../server/support/start-oidc.js';

/**
 * GitHub's OAuth and the two calls of its REST API that say who somebody is, as documented on docs.github.com in 2026
 * ("Authorizing OAuth apps", "Get the authenticated user", "List email addresses for the authenticated user"): errors come
 * with status 200, codes are good once, names may be null. Stands where `fetch` would find github.com.
 */
export const githubAccounts = (user: { id: number; login: string; name: string | null }) => {
  const codes = new Map<string, { challenge: string | null; redirectUri: string | null }>();
  const json = (body: unknown, status = 200) => Response.json(body, { status });

  const token = async (request: Request): Promise<Response> => {
    const body = new URLSearchParams(await request.text());
    const basic = /^Basic (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    // RFC 6749, 2.3.1: both are form-encoded first.
    const [id, secret] = basic
      ? [
          ...new URLSearchParams(
            Buffer.from(basic, 'base64')
              .toString()
              .replace(/^(.*?):(.*)$/s, 'id=$1&secret=$2'),
          ).values(),
        ]
      : [body.get('client_id'), body.get('client_secret')];
    const kept = codes.get(body.get('code') ?? '');
    codes.delete(body.get('code') ?? '');
    if (id !== client.clientId || secret !== client.clientSecret)
      return json({ error: 'incorrect_client_credentials' });
    const verifier = body.get('code_verifier') ?? '';
    const isRight = kept?.challenge === createHash('sha256').update(verifier).digest('base64url');
    if (!isRight || kept.redirectUri !== body.get('redirect_uri')) return json({ error: 'bad_verification_code' });
    return json({
      access_token: 'gho_16C7e42F292c6912E7710c838347Ae178B4a',
      token_type: 'bearer',
      scope: 'user:email',
    });
  };

  const answer = async (request: Request): Promise<Response> => {
    const { host, pathname } = new URL(request.url);
    if (host === 'github.com' && pathname === '/login/oauth/access_token') return token(request);
    if (!/^bearer gho_/i.test(request.headers.get('authorization') ?? ''))
      return json({ message: 'Bad credentials' }, 401);
    if (pathname === '/user')
      return json({ ...user, avatar_url: 'https://avatars.githubusercontent.com/u/1', email: null });
    if (pathname === '/user/emails') {
      return json([
        { email: 'old@example.org', primary: false, verified: true, visibility: null },
        { email: 'ada@example.org', primary: true, verified: true, visibility: 'private' },
      ]);
    }
    return json({ message: 'Not Found' }, 404);
  };

  const network = globalThis.fetch;
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    return /^(api\.)?github\.com$/.test(new URL(request.url).host) ? answer(request) : network(request);
  });
  onTestFinished(() => void vi.unstubAllGlobals());

  return {
    /** Somebody says yes on github.com; gives where they are sent back to. */
    agree: (location: string): URL => {
      const { searchParams } = new URL(location);
      const code = `code-${codes.size}-${Math.random()}`;
      const redirectUri = searchParams.get('redirect_uri');
      codes.set(code, { challenge: searchParams.get('code_challenge'), redirectUri });
      return new URL(`${redirectUri}?${new URLSearchParams({ code, state: searchParams.get('state') ?? '' })}`);
    },
  };
};
