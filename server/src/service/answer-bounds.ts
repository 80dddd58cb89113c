import type { Comment } from '../contract.js';

/** The most bytes that the comments of one answer may have: 1 MiB, but for settings, summary and cursors. */
const mostBytes = 1024 * 1024 - 16 * 1024;

/** What is left for the comments of one answer. */
export interface Room {
  /** Takes the comments' place, all or nothing; says whether there was enough of it. */
  take(comments: readonly Comment[]): boolean;
}

/**
 * Bytes are counted only where they come near the bound: to count them takes a tenth of the time of a page, and hardly any
 * page is as large.
 */
export const createRoom = (): Room => {
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

/**
 * How many of the first comments there is room for; at least one, where the answer has none yet, as there would be no end
 * of pages without any.
 */
export const firstThatFit = (comments: readonly Comment[], room: Room, hasSome = false): number => {
  const count = comments.findIndex((comment, index) => !room.take([comment]) && (hasSome || index > 0));
  return count < 0 ? comments.length : count;
};

/** The last comments for which there is room. */
export const lastThatFit = <T extends Comment>(comments: readonly T[], room: Room): T[] => {
  const first = comments.findLastIndex((comment) => !room.take([comment]));
  return comments.slice(first + 1);
};

/** What people write of a comment, and its source where that is told too. */
type Written = Comment & { body?: string };

/** Ids, times, numbers and the names of all fields, at most; as JSON, with its comma. */
const rest = 800;

/** As JSON without its replies: exact for what people write. */
const bytesOf = ({ html, author, body }: Written): number =>
  encoder.encode(JSON.stringify([html, author.name, author.url, body])).byteLength + rest;

/** No character takes more than the six bytes of `\u001f`. */
const mostBytesOf = ({ html, author, body }: Written): number =>
  6 * (html.length + author.name.length + (author.url?.length ?? 0) + (body?.length ?? 0)) + rest + 20;

const encoder = new TextEncoder();

const sum = (comments: readonly Comment[], size: (comment: Comment) => number): number => {
  let bytes = 0;
  for (const comment of comments) bytes += size(comment);
  return bytes;
};
