import type { Hono } from 'hono';
import type { Live } from '../../service/live/live.js';
import { parse } from '../api/parse.js';
import { EventsQuery } from '../api/query-schemas.js';
import type { ClientReader } from '../client.js';
import type { Environment } from '../environment.js';
import type { EventStreams } from './event-streams.js';

export interface EventParts {
  live: Live;
  streams: EventStreams;
  clientOf: ClientReader;
}

/** Streams the changes of a thread. Public like the thread itself: no preflight, and the same for everybody. */
export const mountEvents = (app: Hono<Environment>, path: string, { live, streams, clientOf }: EventParts): void => {
  app.get(path, async (c) => {
    const { after, ...query } = parse(EventsQuery, c.req.query());
    const { network } = clientOf(c.req.raw, c.env);
    const last = versionOf(c.req.header('last-event-id')) ?? after;
    return streams.open(network, { 'Access-Control-Allow-Origin': '*' }, (stream) =>
      live.follow({ ...query, after: last }, stream),
    );
  });
};

/** The browser sends `Last-Event-ID` when it reconnects; `after` is then still that of the first request. */
const versionOf = (id: string | undefined): number | undefined =>
  id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
