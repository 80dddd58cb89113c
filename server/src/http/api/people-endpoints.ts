import type { People } from '../../service/people.js';
import type { ModerationEndpoint } from './endpoint.js';
import { moderatorsCall } from './moderators-call.js';
import { moderatorOf } from './moderator-of.js';

export const peopleEndpoints = (people: People): ModerationEndpoint[] => [
  moderatorsCall({
    method: 'get',
    path: '/moderation/people',
    summary: 'All that is kept of one person on one’s sites',
    query: 'PersonQuery',
    body: 'NoBody',
    responses: { 200: 'PersonData' },
    call: async ({ query, signed }) => ({ status: 200, body: streamOf(await people.export(signed.scope, query)) }),
  }),
  moderatorsCall({
    method: 'post',
    path: '/moderation/people/erase',
    summary: 'Erase a person everywhere on one’s sites; with `keep` their words stay, without a name',
    query: 'NoQuery',
    body: 'EraseRequest',
    responses: { 200: 'Erased' },
    call: async ({ body, signed }) => ({ status: 200, body: await people.erase(moderatorOf(signed), body) }),
  }),
];

/** Produced only as fast as the client reads, because there is no limit to how much somebody may have written. */
const streamOf = (pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await pieces.return(undefined);
    },
  });
};
