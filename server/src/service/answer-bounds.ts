import type { Comment } from '../contract.js';

/** The most bytes that the comments of one answer may have: 1 MiB, but for settings, summary and cursors. */
const mostBytes = 1024 * 1024 - 16 * 1024;

/** What is left for the comments of one answer. */
export interface Room {
  /** Takes the comments' place, all or nothing; says whether there was enough of it. */
  take(comments: readonly Comment[]): boolean;
}

export const createRoom = (): Room => {
  let left = mostBytes;
  return {
    take: (comments) => {
      let bytes = 0;
      for (const comment of comments) bytes += bytesOf(comment);
      if (bytes > left) return false;
      left -= bytes;
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

/**
 * As JSON, with its comma and without its replies: exact for what people write, the most that there may be for the rest,
 * as every read of a page comes by here.
 */
const bytesOf = ({ html, author, body }: Comment & { body?: string }): number =>
  encoder.encode(JSON.stringify([html, author.name, author.url, body])).byteLength + 800;

const encoder = new TextEncoder();
