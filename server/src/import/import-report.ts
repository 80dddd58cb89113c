/** What came of an import. */
export interface ImportReport {
  /** Rows that were added, by what they are. */
  added: Record<string, number>;
  /** Rows that were there already. */
  present: Record<string, number>;
  /** What was not imported. */
  skipped: Told;
  /** Comments that are answers no more. */
  roots: Told;
  /** Comments whose id a comment of another site has; they have another one now. */
  renamed: number;
  /** Comments by thread. */
  threads: { site: string; thread: string; comments: number }[];
}

/** A list that says how long it would be. */
export interface Told {
  count: number;
  /** The first thousand. */
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
