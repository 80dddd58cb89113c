import { z } from 'zod';
import { ApiError } from '../../api-error.js';
import type { Client } from '../../service/rate-limits.js';
import type { Signed } from '../../service/sessions.js';
import type { IsKnown, Versioned } from '../../service/threads.js';
import { parse } from './parse.js';

/** What came in, not checked yet. */
export interface RawRequest {
  /** The id in the path; empty where there is none. */
  id: string;
  query: Record<string, string | string[]>;
}

export interface RawCall extends RawRequest {
  body: unknown;
  visitor: string | null;
  client: Client;
  idempotencyKey?: string;
}

export interface Answer {
  status: number;
  /** Nothing with 204. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** What the API's description says of an endpoint. */
export interface Description {
  /** As in the API's description, below /api/v1: `/comments/{id}`. */
  path: string;
  summary: string;
  query: z.ZodObject;
}

/** A read that is the same for everybody, and may be kept by caches in between. */
export interface PublicEndpoint extends Description {
  access: 'public';
  method: 'get';
  response: z.ZodType;
  /** Checks the request; what it gives reads no answer where `isKnown` says that there is one of its version. */
  open(request: RawRequest): (isKnown: IsKnown) => Promise<Versioned<unknown>>;
}

/** Anything else: answered to pages of listed origins only, and never kept. */
export interface PrivateEndpoint extends Description {
  access: 'private';
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Whether it needs the visitor's token, takes one, or never looks at it. */
  visitor: 'required' | 'optional' | 'none';
  /** Whether it heeds an `Idempotency-Key`. */
  idempotent?: true;
  /** `noBody` where there is none. */
  body: z.ZodType;
  /** Answers of success, by status. */
  responses: Record<number, z.ZodType>;
  answer(call: RawCall): Promise<Answer>;
}

/** What moderators do: from the server's own pages by a session, or from anywhere but a page by a key. */
export interface ModerationEndpoint extends Description {
  access: 'moderation';
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  body: z.ZodType;
  responses: Record<number, z.ZodType>;
  answer(call: RawModerationCall): Promise<Answer>;
}

export interface RawModerationCall extends RawRequest {
  body: unknown;
  client: Client;
  /** Who asks; nobody only where anybody may. */
  signed?: Signed;
  /** The session's token; empty where there is none. */
  token: string;
}

export type Endpoint = PublicEndpoint | PrivateEndpoint | ModerationEndpoint;

export const noBody = z.undefined();

/** Who asks, and for what; checked, with unknown fields gone. */
interface Call<Query, Body, Visitor> extends Omit<RawCall, 'query' | 'body' | 'visitor'> {
  query: Query;
  body: Body;
  visitor: Visitor;
}

type Reading<Query extends z.ZodObject> = Omit<PublicEndpoint, 'access' | 'method' | 'query' | 'open'> & {
  query: Query;
  read(call: { id: string; query: z.output<Query> }, isKnown: IsKnown): Promise<Versioned<unknown>>;
};

type Calling<Query extends z.ZodObject, Body extends z.ZodType, Visitor> = Omit<
  PrivateEndpoint,
  'access' | 'visitor' | 'query' | 'body' | 'answer'
> & {
  query: Query;
  body: Body;
  /** The schema of this body, where that depends on what it says. */
  bodyFor?(body: unknown): Body;
  call(call: Call<z.output<Query>, z.output<Body>, Visitor>): Promise<Answer>;
};

export const publicRead = <Query extends z.ZodObject>({ read, ...described }: Reading<Query>): PublicEndpoint => ({
  ...described,
  access: 'public',
  method: 'get',
  open: ({ id, query }) => {
    const call = { id, query: parse(described.query, query) };
    return (isKnown) => read(call, isKnown);
  },
});

export const privateCall = <Query extends z.ZodObject, Body extends z.ZodType>({
  call,
  bodyFor = () => described.body,
  ...described
}: Calling<Query, Body, string | null> & { visitor: 'optional' | 'none' }): PrivateEndpoint => ({
  ...described,
  access: 'private',
  answer: async ({ query, body, ...rest }) =>
    call({ ...rest, query: parse(described.query, query), body: parse(bodyFor(body), body) }),
});

/** One that needs the visitor's token: its call always has a visitor. */
export const ownCall = <Query extends z.ZodObject, Body extends z.ZodType>({
  call,
  ...described
}: Omit<Calling<Query, Body, string>, 'bodyFor'>): PrivateEndpoint => ({
  ...described,
  access: 'private',
  visitor: 'required',
  answer: async ({ query, body, visitor, ...rest }) => {
    if (visitor === null) throw new ApiError('unauthorized', 'This needs a visitor token.');
    return call({ ...rest, visitor, query: parse(described.query, query), body: parse(described.body, body) });
  },
});

type Moderating<Query extends z.ZodObject, Body extends z.ZodType> = Omit<
  ModerationEndpoint,
  'access' | 'query' | 'body' | 'answer'
> & {
  query: Query;
  body: Body;
  call(
    call: Omit<RawModerationCall, 'query' | 'body' | 'signed'> & {
      query: z.output<Query>;
      body: z.output<Body>;
      signed: Signed;
    },
  ): Promise<Answer>;
};

/** A moderator's call; there always is one. */
export const moderatorsCall = <Query extends z.ZodObject, Body extends z.ZodType>({
  call,
  ...described
}: Moderating<Query, Body>): ModerationEndpoint => ({
  ...described,
  access: 'moderation',
  answer: async ({ query, body, signed, ...rest }) => {
    if (!signed) throw new ApiError('unauthorized', 'Sign in first.');
    return call({ ...rest, signed, query: parse(described.query, query), body: parse(described.body, body) });
  },
});
