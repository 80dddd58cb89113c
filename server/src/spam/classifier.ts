import { fromBase64, toBase64Url } from '../base64.js';
import { hash32 } from './hash.js';
import { tokensVersion } from './tokens.js';

/** What was learned from a site's comments: how many spam and non-spam comments contained each token. */
export interface Model {
  spam: Uint16Array;
  ham: Uint16Array;
  lessons: Lessons;
}

export interface Lessons {
  spam: number;
  ham: number;
}

export const createModel = (): Model => ({
  spam: new Uint16Array(buckets),
  ham: new Uint16Array(buckets),
  lessons: { spam: 0, ham: 0 },
});

/** Tokens share a fixed number of buckets, so that a model has a bounded size, and contains nobody's words. */
const buckets = 2 ** 16;

export const learn = (model: Model, tokens: Iterable<string>, isSpam: boolean): void => {
  const counts = isSpam ? model.spam : model.ham;
  for (const bucket of new Set(Array.from(tokens, bucketOf))) counts[bucket]! += 1;
  model.lessons[isSpam ? 'spam' : 'ham'] += 1;
};

/**
 * The probability that a post is spam, from 0 to 1; 0.5 if too little was learned. Robinson's estimates for each token
 * are combined with Fisher's method, as in SpamBayes: Robinson, "A statistical approach to the spam problem", Linux
 * Journal 107 (2003).
 */
export const probabilityOf = (model: Model, tokens: Iterable<string>): number => {
  const { lessons } = model;
  if (lessons.spam < leastLessons || lessons.ham < leastLessons) return 0.5;
  const estimates = Array.from(tokens, (token) => estimateOf(model, bucketOf(token)))
    .filter((estimate) => Math.abs(estimate - 0.5) >= leastDeviation)
    .sort((a, b) => Math.abs(b - 0.5) - Math.abs(a - 0.5))
    .slice(0, mostEstimates);
  if (estimates.length === 0) return 0.5;
  let spam = 0;
  let ham = 0;
  for (const estimate of estimates) {
    spam += Math.log(1 - estimate);
    ham += Math.log(estimate);
  }
  const spamminess = 1 - chiSquareTail(-2 * spam, estimates.length);
  const hamminess = 1 - chiSquareTail(-2 * ham, estimates.length);
  return (spamminess - hamminess + 1) / 2;
};

/** The beginning of the text of a model in the current format; models in other formats are learned again. */
export const modelPrefix = `${tokensVersion}.`;

/**
 * The model as text. Each non-empty bucket is written as its distance from the previous one and both counts, as
 * variable-length bytes.
 */
export const writeModel = ({ spam, ham, lessons }: Model): string => {
  const bytes: number[] = [];
  const write = (value: number) => {
    for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
    bytes.push(value);
  };
  write(lessons.spam);
  write(lessons.ham);
  let last = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    if (spam[bucket] === 0 && ham[bucket] === 0) continue;
    write(bucket - last);
    write(spam[bucket]!);
    write(ham[bucket]!);
    last = bucket;
  }
  // In chunks, because a function call takes a limited number of arguments.
  const pieces = [];
  for (let from = 0; from < bytes.length; from += piece) {
    pieces.push(toBase64Url(Uint8Array.from(bytes.slice(from, from + piece))));
  }
  return modelPrefix + pieces.join('');
};

/** Undefined if it was learned with other tokens. */
export const readModel = (text: string): Model | undefined => {
  if (!text.startsWith(modelPrefix)) return undefined;
  const model = createModel();
  const bytes = fromBase64(text.slice(modelPrefix.length));
  let at = 0;
  const read = (): number => {
    let value = 0;
    for (let shift = 0; at < bytes.length; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    return value;
  };
  model.lessons.spam = read();
  model.lessons.ham = read();
  let bucket = 0;
  while (at < bytes.length) {
    bucket += read();
    model.spam[bucket] = read();
    model.ham[bucket] = read();
  }
  return model;
};

/** A multiple of three bytes, which encode to four characters, so that encoded chunks can be concatenated. */
const piece = 3 * 8192;

/** With fewer lessons of a kind, nothing can be said yet. */
const leastLessons = 5;
/**
 * SpamBayes' values: the weight of the assumption that an unseen token is neutral, and the least deviation that counts.
 */
const strength = 0.45;
const leastDeviation = 0.1;
const mostEstimates = 150;

const bucketOf = (token: string): number => hash32(token) & (buckets - 1);

const estimateOf = ({ spam, ham, lessons }: Model, bucket: number): number => {
  const seen = spam[bucket]! + ham[bucket]!;
  if (seen === 0) return 0.5;
  const inSpam = spam[bucket]! / lessons.spam;
  const inHam = ham[bucket]! / lessons.ham;
  return (strength * 0.5 + (seen * inSpam) / (inSpam + inHam)) / (strength + seen);
};

/** The probability that the sum of the squares of `2 * half` normal values is greater than `value`. */
const chiSquareTail = (value: number, half: number): number => {
  const middle = value / 2;
  let term = Math.exp(-middle);
  let sum = term;
  for (let index = 1; index < half; index++) {
    term *= middle / index;
    sum += term;
  }
  return Math.min(sum, 1);
};
