import { threadKey } from '../server/threads.js';

export const sites = Array.from({ length: 50 }, (_, index) => `site-${String(index).padStart(2, '0')}`);

const threadsOfSite = 100;
const people = 20_000;
/** Of a language of its own: some words in every text, others in a few. */
const vocabulary = 30_000;
const first = Date.UTC(2024, 0, 1);

/**
 * The nth of many comments on fifty sites, as a row of these columns: one in fifty waits, one in twenty is spam, one in a
 * thousand was reported. The texts are of a language of their own in which, as in any, some words are in nearly all of
 * them.
 */
export const commentRow = (columns, n) => {
  const id = `c${String(n).padStart(12, '0')}`;
  const body = textOf(n);
  const waits = n % 50 === 0;
  const spam = n % 20 === 1;
  const person = n % people;
  const values = {
    site: sites[n % sites.length],
    id,
    thread: threadKey(`thread-${Math.floor(n / sites.length) % threadsOfSite}`),
    root: id,
    author_name: `Reader ${person}`,
    author_email: `reader${person}@example.org`,
    visitor: `visitor ${person}`,
    body,
    html: `<p>${body}</p>`,
    renderer: 1,
    status: waits || spam ? 'pending' : 'published',
    spam: spam ? 1 : 0,
    reasons: waits ? '[{"code":"all"}]' : null,
    reports: n % 1000 === 2 ? 1 : 0,
    created_at: first + n * 60_000,
    listing: waits || spam ? 0 : 1,
  };
  return Object.fromEntries(columns.map((name) => [name, values[name] ?? (nullable.has(name) ? null : 0)]));
};

const nullable = new Set(['parent', 'author_url', 'author_avatar', 'badge', 'rating', 'edited_at', 'reasons']);

/** The threads of `count` comments, as rows. */
export const threadRows = (count) =>
  sites.flatMap((site) =>
    Array.from({ length: threadsOfSite }, (_, n) => ({
      site,
      thread: threadKey(`thread-${n}`),
      thread_id: `thread-${n}`,
      version: 1,
      total: count / sites.length / threadsOfSite,
      created_at: first,
    })),
  );

/** Words to look for. */
export const words = { common: wordOf(0), rare: (n) => wordOf(20_000 + (n % 10_000)) };

function wordOf(n) {
  return `w${n.toString(36)}x`;
}

/** Forty words; the nth of the vocabulary is the rarer the larger n is. */
const textOf = (n) => {
  const words = [];
  let seed = n + 1;
  for (let index = 0; index < 40; index++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    words.push(wordOf(Math.floor(vocabulary * (seed / 2_147_483_648) ** 3)));
  }
  return `${words.join(' ')} end`;
};
