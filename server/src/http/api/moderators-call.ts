import type { z } from 'zod';
import { ApiError } from '../../api-error.js';
import { once } from '../../once.js';
import type { Signed } from '../../service/sessions.js';
import type { Answer, ModerationEndpoint, ModeratorsRequests, RawModerationCall } from './endpoint.js';
import { parse } from './parse.js';

/** What is checked, by the name of its schema. */
type Sent = { [Name in keyof ModeratorsRequests]: z.output<ModeratorsRequests[Name]> };

type Moderating<Query extends ModerationEndpoint['query'], Body extends ModerationEndpoint['body']> = Omit<
  ModerationEndpoint,
  'access' | 'query' | 'body' | 'answer'
> & {
  query: Query;
  body: Body;
  call(
    call: Omit<RawModerationCall, 'query' | 'body' | 'signed'> & {
      query: Sent[Query];
      body: Sent[Body];
      signed: Signed;
    },
  ): Promise<Answer>;
};

/** An endpoint for moderators, so `signed` is always present. */
export const moderatorsCall = <Query extends ModerationEndpoint['query'], Body extends ModerationEndpoint['body']>({
  call,
  ...described
}: Moderating<Query, Body>): ModerationEndpoint => ({
  ...described,
  access: 'moderation',
  answer: async ({ query, body, signed, ...rest }) => {
    if (!signed) throw new ApiError('unauthorized', 'Sign in first.');
    const schemas = await moderatorsRequests();
    return call({
      ...rest,
      signed,
      query: parse(schemas[described.query], query),
      body: parse(schemas[described.body], body),
    });
  },
});

export const moderatorsRequests = once(
  (): Promise<{ [Name in keyof ModeratorsRequests]: z.ZodType<Sent[Name]> }> => import('./moderators-requests.js'),
);
