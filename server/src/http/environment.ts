import type { Context, MiddlewareHandler } from 'hono';
import type { Client } from '../service/rate-limits.js';
import type { Signed } from '../service/sessions.js';
import type { RequestContext } from './client.js';

/** What Hono's context holds in this server: from around the handler, and set by middleware. */
export interface Environment {
  Bindings: RequestContext;
  Variables: {
    /** Who asks, as the rate limits see them. */
    client: Client;
    /** The hash of the visitor's token; null where there is none. */
    visitor: string | null;
    /** The identity token that came along, not checked yet. */
    identityToken?: string;
    /** The moderator who asks. */
    signed?: Signed;
    /** By which they did: a session's, or a key. */
    token?: string;
    /** The request's body; undefined where it is empty. */
    body: unknown;
  };
}

export type RequestOf = Context<Environment>;
export type Middleware = MiddlewareHandler<Environment>;
