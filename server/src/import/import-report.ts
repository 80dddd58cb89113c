/** The result of an import. */
export interface ImportReport {
  /** The number of rows that were added, by type. */
  added: Record<string, number>;
  /** The number of rows that already existed. */
  present: Record<string, number>;
  /** Records that were not imported. */
  skipped: Told;
  /** Comments that were replies and became roots. */
  roots: Told;
  /** The number of comments that got a new id, because a comment of another site has theirs. */
  renamed: number;
  /** The number of comments of each thread. */
  threads: { site: string; thread: string; comments: number }[];
}

/** A list of messages, with its full length. */
export interface Told {
  count: number;
  /** Only the first thousand. */
  lines: { line: number; reason: string }[];
}

const mostLines = 1000;

export const tellIn =
  (told: Told) =>
  (line: number, reason: string): void => {
    told.count++;
    if (told.lines.length < mostLines) told.lines.push({ line, reason });
  };

export const emptyReport = (): ImportReport => ({
  added: {},
  present: {},
  skipped: { count: 0, lines: [] },
  roots: { count: 0, lines: [] },
  renamed: 0,
  threads: [],
});
