import { z } from 'zod';
import { ApiError } from '../../api-error.js';
import type { RequestOf } from '../environment.js';
import type { Asker } from '../../service/askers.js';
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
  asker: Asker;
  client: Client;
  idempotencyKey?: string;
}

export interface Answer {
  status: number;
  /** Nothing with 204; a stream is JSON already. */
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
  /** Whether it needs the visitor's token or an identity's, takes them, or never looks at them. */
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
  /** The session's token, or the key; empty where nobody is signed in. */
  token: string;
}

/** A page that a browser passes through. */
export interface PageEndpoint extends Description {
  access: 'page';
  method: 'get';
  open(c: RequestOf): Promise<Response>;
}

export type Endpoint = PublicEndpoint | PrivateEndpoint | ModerationEndpoint | PageEndpoint;

export const noBody = z.undefined();

/** Who asks, and for what; checked, with unknown fields gone. */
interface Call<Query, Body> extends Omit<RawCall, 'query' | 'body'> {
  query: Query;
  body: Body;
}

type Reading<Query extends z.ZodObject> = Omit<PublicEndpoint, 'access' | 'method' | 'query' | 'open'> & {
  query: Query;
  read(call: { id: string; query: z.output<Query> }, isKnown: IsKnown): Promise<Versioned<unknown>>;
};

type Calling<Query extends z.ZodObject, Body extends z.ZodType> = Omit<
  PrivateEndpoint,
  'access' | 'query' | 'body' | 'answer'
> & {
  query: Query;
  body: Body;
  /** The schema of this body, where that depends on what it says, and who. */
  bodyFor?(body: unknown, asker: Asker): Body;
  call(call: Call<z.output<Query>, z.output<Body>>): Promise<Answer>;
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
}: Calling<Query, Body>): PrivateEndpoint => ({
  ...described,
  access: 'private',
  answer: async ({ query, body, ...rest }) =>
    call({ ...rest, query: parse(described.query, query), body: parse(bodyFor(body, rest.asker), body) }),
});

/** One for those who can be known again, by the visitor's token or an identity's. */
export const ownCall = <Query extends z.ZodObject, Body extends z.ZodType>(
  described: Omit<Calling<Query, Body>, 'bodyFor' | 'visitor'>,
): PrivateEndpoint => privateCall({ ...described, visitor: 'required' });

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
