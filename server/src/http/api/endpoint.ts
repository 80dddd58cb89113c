import type { z } from 'zod';
import type { RequestOf } from '../environment.js';
import type { Asker } from '../../service/askers.js';
import type { Client } from '../../service/rate-limits.js';
import type { Signed } from '../../service/sessions.js';
import type { IsKnown, Versioned } from '../../service/threads.js';
import type * as answers from './answer-schemas.js';
import type * as moderationAnswers from './moderation-answers.js';
import type * as moderatorsRequests from './moderators-requests.js';
import { parse } from './parse.js';
import type * as sessionAnswers from './session-answers.js';

/** Answers are named by their schemas, which are loaded only for the API's description. */
export type AnswerName = keyof typeof answers | keyof typeof moderationAnswers | keyof typeof sessionAnswers;

export type ModeratorsRequests = typeof moderatorsRequests;

type RequestName<Schema> = {
  [Name in keyof ModeratorsRequests]: ModeratorsRequests[Name] extends Schema ? Name : never;
}[keyof ModeratorsRequests];

/** The unchecked request. */
export interface RawRequest {
  /** The id in the path; empty if it has none. */
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
  /** Absent with status 204. A stream contains finished JSON. */
  body?: unknown;
  headers?: Record<string, string>;
}

/** What the API's description says about an endpoint. */
export interface Description {
  /** The path below /api/v1, as in the API's description: `/comments/{id}`. */
  path: string;
  summary: string;
}

/** A read that is the same for everybody, so shared caches may store it. */
export interface PublicEndpoint extends Description {
  access: 'public';
  method: 'get';
  query: z.ZodObject;
  response: AnswerName;
  /** Checks the request. The returned function does not read an answer if `isKnown` says that its version is known. */
  open(request: RawRequest): (isKnown: IsKnown) => Promise<Versioned<unknown>>;
}

/** Any other endpoint: answered only to pages of configured origins, and never cached. */
export interface PrivateEndpoint extends Description {
  access: 'private';
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Whether it needs the token of a visitor or identity, accepts one, or ignores it. */
  visitor: 'required' | 'optional' | 'none';
  /** Whether it respects an `Idempotency-Key`. */
  idempotent?: true;
  query: z.ZodObject;
  /** `NoBody` if there is none. */
  body: z.ZodType;
  /** The successful answers, by status. */
  responses: Record<number, AnswerName>;
  answer(call: RawCall): Promise<Answer>;
}

/** What moderators do: with a session from the server's own pages, or with a key from anything but a page. */
export interface ModerationEndpoint extends Description {
  access: 'moderation';
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** What it is sent, by name: the schemas are loaded with the first request. */
  query: RequestName<z.ZodObject>;
  body: RequestName<z.ZodType>;
  responses: Record<number, AnswerName>;
  answer(call: RawModerationCall): Promise<Answer>;
}

export interface RawModerationCall extends RawRequest {
  body: unknown;
  client: Client;
  /** Who makes the request; absent only where anybody may make it. */
  signed?: Signed;
  /** The session's token, or the key; empty if nobody is signed in. */
  token: string;
}

/** A page that a browser passes through during a sign-in. */
export interface PageEndpoint extends Description {
  access: 'page';
  method: 'get';
  query: z.ZodObject;
  open(c: RequestOf): Promise<Response>;
}

export type Endpoint = PublicEndpoint | PrivateEndpoint | ModerationEndpoint | PageEndpoint;

/** A checked request, without unknown fields. */
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
  /** The schema of this body, if it depends on the body's content and on who sends it. */
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

/** An endpoint for people who can be recognised, by a visitor's or an identity's token. */
export const ownCall = <Query extends z.ZodObject, Body extends z.ZodType>(
  described: Omit<Calling<Query, Body>, 'bodyFor' | 'visitor'>,
): PrivateEndpoint => privateCall({ ...described, visitor: 'required' });
