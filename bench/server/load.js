// The load generator, in a process of its own: runs autocannon as the JSON in its argument says, and prints what it saw.
import autocannon from 'autocannon';
import { fixtureDraft } from '../../tests/support/fixture-comments.ts';
import '../import-tests.js';
import { pagePath, threadId } from './threads.js';

const { manyNetworks } = await import('../../tests/server/support/process.ts');

const { urls, scenario, connections, seconds, threads, from, path, headers } = JSON.parse(process.argv[2]);

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

const results = await Promise.all(
  urls.map((url, index) =>
    autocannon({
      url,
      // As many as they say in all.
      connections: Math.floor((connections + index) / urls.length),
      duration: seconds,
      requests: scenarios[scenario](),
      headers: { 'content-type': 'application/json', ...headers },
    }),
  ),
);
const sum = (of) => results.reduce((total, result) => total + of(result), 0);
/** A 304 too. */
const answered = (result) => result['2xx'] + result['3xx'];
const ok = sum(answered);
console.log(
  JSON.stringify({
    perSecond: sum((result) => answered(result) / result.duration),
    ok,
    failed: sum((result) => result.errors + result.timeouts + result['4xx'] + result['5xx']),
    sent,
    p99: Math.max(...results.map(({ latency }) => latency.p99)),
    bytes: sum(({ throughput }) => throughput.total) / ok,
  }),
);
