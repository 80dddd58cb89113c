import type { Author, Comment } from '../contract.js';

/** The most bytes that the listed items of an answer may have: 1 MiB, less room for settings, summary and cursors. */
const mostBytes = 1024 * 1024 - 16 * 1024;

/** The room that is left in one answer. */
export interface Room<T> {
  /** Takes the room of all of them, or of none; returns whether there was enough. */
  take(all: readonly T[]): boolean;
}

/**
 * For comments. The bytes are counted only when an estimate comes near the limit: counting takes a tenth of the time of
 * a page, and hardly any page is that large.
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

/** For any objects; their bytes are always counted exactly. */
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
 * How many of the first items fit. At least one if the answer has none yet, because paging would never end if a page
 * could be empty.
 */
export const firstThatFit = <T>(all: readonly T[], room: Room<NoInfer<T>>, hasSome = false): number => {
  const count = all.findIndex((one, index) => !room.take([one]) && (hasSome || index > 0));
  return count < 0 ? all.length : count;
};

/** The last items that fit. */
export const lastThatFit = <T>(all: readonly T[], room: Room<NoInfer<T>>): T[] => {
  const first = all.findLastIndex((one) => !room.take([one]));
  return all.slice(first + 1);
};

/** A comment, with its Markdown source if the answer contains that. */
type Written = Comment & { body?: string };

/** The most bytes of ids, times, numbers and all field names, as JSON, with the comma after it. */
const rest = 800;

/** The size of a comment without its replies, as JSON; exact for the texts that people write. */
const bytesOf = ({ html, author, body }: Written): number => jsonBytes([html, author, body]) + rest;

/** An upper bound: no character takes more than the six bytes of `\u001f`. */
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
