import type { QueueEvents } from '../../service/queue-events.js';
import type { Sessions } from '../../service/sessions.js';
import type { EventStreams } from '../events/event-streams.js';
import type { ModerationEndpoint } from './endpoint.js';
import { moderatorsCall } from './moderators-call.js';

/** @param streams open streams, counted by moderator */
export const queueEventsEndpoint = (
  events: QueueEvents,
  streams: EventStreams,
  { find }: Pick<Sessions, 'find'>,
): ModerationEndpoint =>
  moderatorsCall({
    method: 'get',
    path: '/moderation/events',
    summary: 'What is new in the queue, as server-sent events: `comment`, `decision` and `counts`',
    query: 'NoQuery',
    body: 'NoBody',
    responses: { 200: 'QueueNews' },
    call: async ({ signed, token }) => {
      const { body } = await streams.open(`${signed.by} ${signed.name}`, {}, async (stream) => {
        let isSigned = true;
        const checking = setInterval(() => {
          find(token).then(
            (found) => (isSigned = found !== undefined),
            // The database can't be read now; so there is no news to send either.
            () => {},
          );
        }, tenSeconds);
        const leave = await events.follow(signed.scope, { send: (news) => isSigned && stream.send(news) });
        return () => {
          clearInterval(checking);
          leave();
        };
      });
      return {
        status: 200,
        body,
        headers: {
          'Content-Type': 'text/event-stream',
          'Cache-Control': 'no-store, no-transform',
          'X-Accel-Buffering': 'no',
        },
      };
    },
  });

/** Somebody who signs out, or stops being a moderator, gets no more news soon after. */
const tenSeconds = 10_000;
