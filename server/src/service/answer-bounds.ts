import type { Author, Comment } from '../contract.js';

/** The most bytes that what an answer lists may have: 1 MiB, but for settings, summary and cursors. */
const mostBytes = 1024 * 1024 - 16 * 1024;

/** What is left in one answer. */
export interface Room<T> {
  /** Takes the place of all of them or of none; says whether there was enough. */
  take(all: readonly T[]): boolean;
}

/**
 * For comments. Bytes are counted only where they come near the bound: to count them takes a tenth of the time of a page,
 * and hardly any page is as large.
 */
export const createRoom = (): Room<Comment> => {
  let taken = 0;
  let guessed: Comment[] = [];

  const count = (): void => {
    for (const comment of guessed) taken += bytesOf(comment) - mostBytesOf(comment);
    guessed = [];
  };

  return {
    take: (comments) => {
      const guess = sum(comments, mostBytesOf);
      if (taken + guess <= mostBytes) {
        taken += guess;
        guessed.push(...comments);
        return true;
      }
      count();
      const bytes = sum(comments, bytesOf);
      if (taken + bytes > mostBytes) return false;
      taken += bytes;
      return true;
    },
  };
};

/** For anything, counted as it is. */
export const createExactRoom = (): Room<object> => {
  let taken = 0;
  return {
    take: (all) => {
      const bytes = sum(all, jsonBytes);
      if (taken + bytes > mostBytes) return false;
      taken += bytes;
      return true;
    },
  };
};

/**
 * How many of the first there is room for; at least one, where the answer has none yet, as there would be no end
 * of pages without any.
 */
export const firstThatFit = <T>(all: readonly T[], room: Room<NoInfer<T>>, hasSome = false): number => {
  const count = all.findIndex((one, index) => !room.take([one]) && (hasSome || index > 0));
  return count < 0 ? all.length : count;
};

/** The last for which there is room. */
export const lastThatFit = <T>(all: readonly T[], room: Room<NoInfer<T>>): T[] => {
  const first = all.findLastIndex((one) => !room.take([one]));
  return all.slice(first + 1);
};

/** What people write of a comment, and its source where that is told too. */
type Written = Comment & { body?: string };

/** Ids, times, numbers and the names of all fields, at most; as JSON, with its comma. */
const rest = 800;

/** As JSON without its replies: exact for what people write. */
const bytesOf = ({ html, author, body }: Written): number => jsonBytes([html, author, body]) + rest;

/** No character takes more than the six bytes of `\u001f`. */
const mostBytesOf = ({ html, author, body }: Written): number =>
  6 * (html.length + lengthOf(author) + (body?.length ?? 0)) + rest + 20;

const lengthOf = ({ name, url, avatar }: Author): number => name.length + (url?.length ?? 0) + (avatar?.length ?? 0);

const jsonBytes = (value: object): number => encoder.encode(JSON.stringify(value)).byteLength;

const encoder = new TextEncoder();

const sum = <T>(all: readonly T[], size: (one: T) => number): number => {
  let bytes = 0;
  for (const one of all) bytes += size(one);
  return bytes;
};
