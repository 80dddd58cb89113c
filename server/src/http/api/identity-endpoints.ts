import type { MailCodes } from '../../service/mail-codes.js';
import type { SignIns } from '../../service/sign-ins.js';
import { ownCall, privateCall, type Endpoint } from './endpoint.js';
import { NoQuery } from './query-schemas.js';
import { CodeExchange, MailCode, MailCodeRequest } from './request-schemas.js';

/** Endpoints for signing in. */
export const identityEndpoints = (codes: MailCodes, signIns: SignIns): Endpoint[] => [
  ownCall({
    method: 'post',
    path: '/identity/email',
    summary: 'Have a code sent by mail; whether one is sent, nobody learns',
    query: NoQuery,
    body: MailCodeRequest,
    responses: { 202: 'Nothing' },
    call: async ({ body, asker, client }) => {
      await codes.send({ ...body, asker, client });
      return { status: 202, body: {} };
    },
  }),
  ownCall({
    method: 'post',
    path: '/identity/email/verify',
    summary: 'Sign in by the code of a mail',
    query: NoQuery,
    body: MailCode,
    responses: { 200: 'Token' },
    call: async ({ body, asker, client }) => ({
      status: 200,
      body: { token: await codes.verify({ ...body, asker, client }) },
    }),
  }),
  privateCall({
    method: 'post',
    path: '/identity/token',
    summary: 'Sign in by the code that led back from elsewhere',
    visitor: 'none',
    query: NoQuery,
    body: CodeExchange,
    responses: { 200: 'Token' },
    call: async ({ body, client }) => ({ status: 200, body: { token: await signIns.redeem({ ...body, client }) } }),
  }),
];
