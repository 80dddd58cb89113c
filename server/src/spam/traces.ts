import { hash32 } from './hash.js';
import { hostsOf, type Post } from './post.js';
import { readable } from './readable.js';

/** What is stored about a comment for some weeks to find similar ones. The text can't be recovered from it. */
export interface Traces {
  /** Keys by which similar comments are found, derived from the text and from the hosts that it links to. */
  keys: number[];
  /** For comparing two texts; '' for a text that is too short to be distinctive. */
  sketch: string;
  /** The hosts that have a key. */
  hosts: ReadonlyMap<number, string>;
}

/**
 * MinHash (Broder, 1997): for each of 32 hash functions, the least hash of all runs of five letters. The share of these
 * that two texts have in common estimates the share of runs that they have in common. Each of four keys is made of two
 * hashes: texts with 80 % of runs in common share a key in 98 of 100 cases, those with 20 % in 15.
 *
 * @param own hosts of the site's own pages, which anybody may link to
 */
export const tracesOf = (post: Post, own: readonly string[] = []): Traces => {
  const least = leastHashes(lettersOf(post.body));
  const foreign = hostsOf(post).filter((host) => !own.includes(host));
  const hosts = new Map(foreign.slice(0, mostHosts).map((host) => [keyOfHost(host), host]));
  return {
    keys: [...(least ? keysOfText(least) : []), ...hosts.keys()],
    hosts,
    sketch: least ? Array.from(least, (hash) => signs[hash % signs.length]).join('') : '',
  };
};

/** The share of runs of letters that two texts have in common, from 0 to 1, accurate to about 0.1. */
export const likeness = (a: string, b: string): number => {
  if (a === '' || b === '') return 0;
  let same = 0;
  for (let index = 0; index < hashes; index++) if (a[index] === b[index]) same += 1;
  // Some hashes are equal by chance.
  const chance = 1 / signs.length;
  return Math.max(0, (same / hashes - chance) / (1 - chance));
};

/** From this likeness on, two texts count as the same text with some words changed. */
export const alike = 0.6;

/** Whether another comment's trace is relevant: it links to the same host, or the texts are similar. */
export const isNear = ({ hosts, sketch }: Traces, other: { key: number; sketch: string }): boolean =>
  hosts.has(other.key) || likeness(other.sketch, sketch) >= alike;

const hashes = 32;
/** One character per hash, so that stored sketches can be compared directly. */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const runLength = 5;
/** The number of letters examined; of longer texts only the beginning counts. */
const mostLetters = 2000;
/**
 * Shorter texts are written by many people: "Thank you so much for this great article!" Chinese, Japanese and Korean
 * letters count more.
 */
const leastLetters = 50;
const mostHosts = 4;
/** Keys of hosts have a separate range. */
const hostRange = 8 * 2 ** 32;

const lettersOf = (body: string): string =>
  readable(body.slice(0, 4 * mostLetters))
    .replace(/[^\p{L}\p{M}]/gu, '')
    .slice(0, mostLetters);

const dense = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/gu;

/** Odd, so that no bit is lost; from a Weyl sequence, so that all differ. */
const factors = Uint32Array.from({ length: hashes }, (_, index) => (Math.imul(index + 1, 0x9e3779b9) | 1) >>> 0);

const leastHashes = (letters: string): Uint32Array | undefined => {
  const weight = letters.length + 2 * (letters.match(dense)?.length ?? 0);
  if (weight < leastLetters) return undefined;
  const least = new Uint32Array(hashes).fill(0xffffffff);
  for (let index = 0; index + runLength <= letters.length; index++) {
    const hash = hash32(letters, index, index + runLength);
    for (let row = 0; row < hashes; row++) {
      const product = Math.imul(hash ^ (hash >>> 15), factors[row]!);
      const mixed = (product ^ (product >>> 15)) >>> 0;
      if (mixed < least[row]!) least[row] = mixed;
    }
  }
  return least;
};

const keysOfText = (least: Uint32Array): number[] =>
  [0, 1, 2, 3].map((band) => band * 2 ** 32 + hash32(`${least[2 * band]} ${least[2 * band + 1]}`));

const keyOfHost = (host: string): number => hostRange + hash32(host);
