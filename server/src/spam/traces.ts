import { hash32 } from './hash.js';
import { hostsOf, type Post } from './post.js';
import { readable } from './readable.js';

/** What is kept of a comment for some weeks, to find others like it: it can't be read back. */
export interface Traces {
  /** Keys by which comments that are alike are found, of their text and of the hosts that they lead to. */
  keys: number[];
  /** Tells how like two texts are; '' for a text too short to be anybody's own. */
  sketch: string;
  /** The hosts that have a key. */
  hosts: ReadonlyMap<number, string>;
}

/**
 * MinHash (Broder, 1997): of all runs of five letters the least, by each of 32 hashes. Two texts share about as many of
 * these as the share of such runs that they have in common. Four keys are made of two hashes each: texts that have 80 %
 * in common share one of them in 98 of 100 cases, those with 20 % in 15.
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

/** The share of two texts' runs of letters that they have in common, from 0 to 1, to within some 0.1. */
export const likeness = (a: string, b: string): number => {
  if (a === '' || b === '') return 0;
  let same = 0;
  for (let index = 0; index < hashes; index++) if (a[index] === b[index]) same += 1;
  // Some are the same by chance.
  const chance = 1 / signs.length;
  return Math.max(0, (same / hashes - chance) / (1 - chance));
};

/** From here on two texts are one, with some words changed. */
export const alike = 0.6;

/** Whether another comment's trace says something of this one: it leads to the same host, or the texts are alike. */
export const isNear = ({ hosts, sketch }: Traces, other: { key: number; sketch: string }): boolean =>
  hosts.has(other.key) || likeness(other.sketch, sketch) >= alike;

const hashes = 32;
/** One for each hash: sketches are compared as they are kept. */
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const runLength = 5;
/** Letters that are looked at; what is longer is told by its beginning. */
const mostLetters = 2000;
/** Fewer are said by many: "Thank you so much for this great article!" Those of Chinese, Japanese and Korean count more. */
const leastLetters = 50;
const mostHosts = 4;
/** Keys of hosts have a range of their own. */
const hostRange = 8 * 2 ** 32;

const lettersOf = (body: string): string =>
  readable(body.slice(0, 4 * mostLetters))
    .replace(/[^\p{L}\p{M}]/gu, '')
    .slice(0, mostLetters);

const dense = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]/gu;

/** Odd, so that no bit is lost; of a Weyl sequence, so that none is like another. */
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
