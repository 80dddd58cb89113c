import type { Context, MiddlewareHandler } from 'hono';
import type { Client } from '../service/rate-limits.js';
import type { Signed } from '../service/sessions.js';
import type { RequestContext } from './client.js';

/** What Hono's context contains in this server: values passed in around the handler, and values set by middleware. */
export interface Environment {
  Bindings: RequestContext;
  Variables: {
    /** The client, as the rate limits see it. */
    client: Client;
    /** The hash of the visitor's token; null if there is none. */
    visitor: string | null;
    /** The identity token of the request, not verified yet. */
    identityToken?: string;
    /** The moderator who makes the request. */
    signed?: Signed;
    /** The session token or key that they used. */
    token?: string;
    /** The request's body; undefined if it is empty. */
    body: unknown;
  };
}

export type RequestOf = Context<Environment>;
export type Middleware = MiddlewareHandler<Environment>;
