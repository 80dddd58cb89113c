import { sessionTime, type Sessions } from '../../service/sessions.js';
import { sessionCookie } from '../middleware/moderator.js';
import type { ModerationEndpoint } from './endpoint.js';
import { moderatorsCall, moderatorsRequests } from './moderators-call.js';
import { parse } from './parse.js';

export interface CookieSettings {
  /** The base path. */
  path: string;
  /** Whether the server is publicly reachable only by https. */
  secure: boolean;
}

/** @param siteIds the configured sites; a moderator of all sites has access to these */
export const sessionEndpoints = (
  sessions: Sessions,
  siteIds: readonly string[],
  cookie: CookieSettings,
): ModerationEndpoint[] => {
  const cookieOf = (token: string, seconds: number): Record<string, string> => ({
    'Set-Cookie':
      `${sessionCookie}=${token}; Path=${cookie.path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict` +
      (cookie.secure ? '; Secure' : ''),
  });
  return [
    {
      access: 'moderation',
      method: 'post',
      path: '/moderation/session',
      summary: 'Sign in',
      query: 'NoQuery',
      body: 'SignIn',
      responses: { 204: 'Nothing' },
      answer: async ({ body, client }) => {
        const { SignIn } = await moderatorsRequests();
        const token = await sessions.signIn({ ...parse(SignIn, body), client });
        return { status: 204, headers: cookieOf(token, sessionTime / 1000) };
      },
    },
    moderatorsCall({
      method: 'get',
      path: '/moderation/session',
      summary: 'Who is signed in',
      query: 'NoQuery',
      body: 'NoBody',
      responses: { 200: 'SignedIn' },
      call: async ({ signed: { name, shownName, role, scope } }) => ({
        status: 200,
        body: { name, shownName, role, sites: scope === 'all' ? siteIds : scope },
      }),
    }),
    moderatorsCall({
      method: 'delete',
      path: '/moderation/session',
      summary: 'Sign out',
      query: 'NoQuery',
      body: 'NoBody',
      responses: { 204: 'Nothing' },
      call: async ({ token }) => {
        await sessions.signOut(token);
        return { status: 204, headers: cookieOf('', 0) };
      },
    }),
    moderatorsCall({
      method: 'post',
      path: '/moderation/password',
      summary: 'Change one’s password, which ends the other sessions',
      query: 'NoQuery',
      body: 'PasswordChange',
      responses: { 204: 'Nothing' },
      call: async ({ body, signed, token, client }) => {
        await sessions.changePassword({ ...body, name: signed.name, token, client });
        return { status: 204 };
      },
    }),
  ];
};
