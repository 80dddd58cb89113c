import type { z } from '@hono/zod-openapi';
import type { Client } from '../service/rate-limits.js';
import type { IsKnown, Versioned } from '../service/threads.js';

/** Who asks, and for what; checked, with unknown fields gone. */
export interface Call<Query, Body> {
  /** The id in the path, where there is one. */
  id: string;
  query: Query;
  body: Body;
  client: Client;
  idempotencyKey?: string;
}

interface Described {
  /** As in the API's description, below /api/v1: `/comments/{id}`. */
  path: string;
  summary: string;
}

/** A read that is the same for everybody, and may be kept by caches in between. */
export interface PublicRead<Query extends z.ZodType = z.ZodType> extends Described {
  method: 'get';
  access: 'public';
  query: Query;
  response: z.ZodType;
  /** Reads no answer where `isKnown` says that there is one of its version. */
  read(call: { id: string; query: z.output<Query> }, isKnown: IsKnown): Promise<Versioned<unknown>>;
}

/** Anything else: answered to pages of listed origins only, and never kept. */
export interface PrivateCall<
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
> extends Described {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  access: 'private';
  /** Whether it needs the visitor's token, takes one, or never looks at it. */
  visitor: 'required' | 'optional' | 'none';
  /** Whether it heeds an `Idempotency-Key`. */
  idempotent?: true;
  query: Query;
  body?: Body;
  /** Answers of success, by status. */
  responses: Record<number, z.ZodType>;
  call(call: Call<z.output<Query>, z.output<Body>> & { visitor: string | null }): Promise<Answer>;
}

/** One that needs the visitor's token: its call always has a visitor. */
export type OwnCall<Query extends z.ZodType, Body extends z.ZodType> = Omit<PrivateCall<Query, Body>, 'call'> & {
  visitor: 'required';
  call(call: Call<z.output<Query>, z.output<Body>> & { visitor: string }): Promise<Answer>;
};

export interface Answer {
  status: number;
  body: unknown;
}

export type Endpoint = PublicRead | PrivateCall;

/*
 * These give an endpoint's parts their types from each other, then forget them: whoever mounts it checks what comes
 * in by the same schemas.
 */
export const publicRead = <Query extends z.ZodType>(endpoint: PublicRead<Query>): Endpoint =>
  endpoint as unknown as Endpoint;
export const privateCall = <Query extends z.ZodType, Body extends z.ZodType>(
  endpoint: PrivateCall<Query, Body>,
): Endpoint => endpoint as unknown as Endpoint;
export const ownCall = <Query extends z.ZodType, Body extends z.ZodType>(endpoint: OwnCall<Query, Body>): Endpoint =>
  endpoint as unknown as Endpoint;
