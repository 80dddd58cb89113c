import { fromBase64, toBase64Url } from '../base64.js';
import { hash32 } from './hash.js';
import { tokensVersion } from './tokens.js';

/** What a site's comments have taught: how many of the spam, and of the rest, had which token. */
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

/** Tokens share so many buckets: a model has a bounded size, whatever is written, and holds nobody's words. */
const buckets = 2 ** 16;

export const learn = (model: Model, tokens: Iterable<string>, isSpam: boolean): void => {
  const counts = isSpam ? model.spam : model.ham;
  for (const bucket of new Set(Array.from(tokens, bucketOf))) counts[bucket]! += 1;
  model.lessons[isSpam ? 'spam' : 'ham'] += 1;
};

/**
 * How surely it is spam, from 0 to 1; 0.5 where nothing can be said. Robinson's estimates of each token, combined by
 * Fisher's method as SpamBayes does: Robinson, "A statistical approach to the spam problem", Linux Journal 107 (2003).
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

/** What the text of a model begins with that was made as models are now; others are made anew. */
export const modelPrefix = `${tokensVersion}.`;

/** As text: buckets that are not empty, as the distance from the one before and both counts, in variable-length bytes. */
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
  // In pieces: a call takes only so many arguments.
  const pieces = [];
  for (let from = 0; from < bytes.length; from += piece) {
    pieces.push(toBase64Url(Uint8Array.from(bytes.slice(from, from + piece))));
  }
  return modelPrefix + pieces.join('');
};

/** Nothing where it was made of other tokens. */
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

/** Of three bytes each four characters are made, so that pieces can be put together. */
const piece = 3 * 8192;

/** Fewer of a kind teach nothing yet. */
const leastLessons = 5;
/** SpamBayes' values: how strongly a token is taken to be like any other until it was seen, and what counts at all. */
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

/** The chance that a sum of squares of `2 * half` normal values is greater than `value`. */
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
