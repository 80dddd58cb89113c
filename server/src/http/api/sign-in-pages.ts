import { getCookie } from 'hono/cookie';
import { ApiError } from '../../api-error.js';
import { readersLanguage } from '../../mail/texts/texts.js';
import { journeyTime, type Finished, type SignIns } from '../../service/sign-ins.js';
import type { RequestOf } from '../environment.js';
import type { PageEndpoint } from './endpoint.js';
import { parse } from './parse.js';
import { NoQuery, SignInQuery } from './query-schemas.js';
import { donePage, failedPage } from './sign-in-page.js';
import type { CookieSettings } from './session-endpoints.js';

const cookieName = 'starling_sign_in';

/** Pages that a browser passes through on its way to another site and back. */
export const signInPages = (signIns: SignIns, cookie: CookieSettings): PageEndpoint[] => {
  const cookieOf = (value: string, seconds: number): string =>
    `${cookieName}=${value}; Path=${cookie.path.replace(/\/$/, '')}/api/v1/identity; Max-Age=${seconds}; HttpOnly; ` +
    `SameSite=Lax${cookie.secure ? '; Secure' : ''}`;
  const languageOf = (c: RequestOf, site: string): string => readersLanguage(c.req.header('accept-language')) ?? site;
  /** Shows errors as a page, because the reader sees nothing else in this window. */
  const telling =
    (open: PageEndpoint['open'], from: (c: RequestOf) => Parameters<SignIns['whence']>[0]): PageEndpoint['open'] =>
    async (c) => {
      try {
        return await open(c);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        const { language, return: back } = signIns.whence(from(c));
        return failedPage(error, languageOf(c, language), back);
      }
    };

  return [
    {
      access: 'page',
      method: 'get',
      path: '/identity/{provider}',
      summary: 'Goes to where people sign in, for a page of a listed origin',
      query: SignInQuery,
      open: telling(
        async (c) => {
          const query = parse(SignInQuery, c.req.query());
          const { location, kept } = await signIns.begin({ ...query, provider: providerOf(c) });
          const headers = { Location: location, 'Set-Cookie': cookieOf(kept, journeyTime / 1000), ...never };
          return new Response(null, { status: 302, headers });
        },
        (c) => ({ site: c.req.query('site') }),
      ),
    },
    {
      access: 'page',
      method: 'get',
      path: '/identity/{provider}/callback',
      summary: 'Where people come back to; ends with a code for the page that they came from',
      query: NoQuery,
      open: telling(
        async (c) => {
          const request = { provider: providerOf(c), url: new URL(c.req.url), kept: getCookie(c, cookieName) };
          const finished: Finished = await signIns.finish(request);
          const response = donePage(finished, languageOf(c, finished.language));
          response.headers.append('Set-Cookie', cookieOf('', 0));
          return response;
        },
        (c) => ({ kept: getCookie(c, cookieName) }),
      ),
    },
  ];
};

const providerOf = (c: RequestOf): string => c.req.param('provider') ?? '';

const never = { 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' };
