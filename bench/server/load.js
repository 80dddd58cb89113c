// The load generator, in a process of its own: runs autocannon as the JSON in its argument says, and prints what it saw.
import autocannon from 'autocannon';
import { fixtureDraft } from '../../tests/support/fixture-comments.ts';
import '../import-tests.js';
import { pagePath, threadId } from './threads.js';

const { manyNetworks } = await import('../../tests/server/support/process.ts');

const { url, scenario, connections, seconds, threads, from, path } = JSON.parse(process.argv[2]);

/** Every thread in turn, in an order that no cache likes. */
const reads = () =>
  Array.from({ length: threads }, (_, n) => ({
    method: 'GET',
    path: pagePath((n * 389) % threads),
  }));

let sent = from ?? 0;
const writes = () => [
  {
    method: 'POST',
    path: '/api/v1/comments',
    setupRequest: (request) => {
      const draft = fixtureDraft(sent++, threadId(sent % threads));
      const headers = { ...request.headers, ...manyNetworks.header(sent) };
      return { ...request, headers, body: JSON.stringify({ ...draft, body: ownWords(draft.body, sent) }) };
    },
  },
];

/** As long, in words that no other has in this order: the same text over and over would be held as spam. */
const ownWords = (body, number) => {
  const words = body.split(' ');
  for (let index = words.length - 1, seed = number + 1; index > 0; index--) {
    seed = (seed * 48271) % 2147483647;
    const other = seed % (index + 1);
    [words[index], words[other]] = [words[other], words[index]];
  }
  return `${words.join(' ')} (${number})`;
};

const scenarios = { reads, writes, one: () => [{ method: 'GET', path }] };

const result = await autocannon({
  url,
  connections,
  duration: seconds,
  requests: scenarios[scenario](),
  headers: { 'content-type': 'application/json' },
});
const { duration, errors, timeouts, latency, throughput } = result;
const ok = result['2xx'];
console.log(
  JSON.stringify({
    perSecond: ok / duration,
    ok,
    failed: errors + timeouts + result.non2xx,
    sent,
    p99: latency.p99,
    bytes: throughput.total / ok,
  }),
);
