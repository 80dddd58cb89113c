import type { TransferRow, TransferTable } from '../store/transfer.js';

/** One record of a file, whatever its format: a row without the columns that are derived from other rows. */
export interface Imported {
  /** The line where it begins in the file. */
  line: number;
  table: Extract<
    TransferTable,
    | 'threads'
    | 'comments'
    | 'imported_ids'
    | 'rating_sources'
    | 'votes'
    | 'reports'
    | 'visitors'
    | 'moderation_log'
    | 'thread_aliases'
    | 'bans'
    | 'identities'
  >;
  /** Rows that belong to a thread have its id as `thread_id`. */
  row: TransferRow;
  /** A comment's text, if it must still be rendered. */
  text?: { markdown: string } | { html: string; lineBreaks?: boolean };
}

/** A record of a file that can't be imported, though the rest can. */
export interface Skipped {
  line: number;
  reason: string;
}

export const isSkipped = (record: Imported | Skipped): record is Skipped => 'reason' in record;

/**
 * How the files of one system are read. A file is read twice: the first time to find out how its records are related.
 */
export interface ImportFormat {
  name: string;
  /** Whether a file that begins like this has this format. */
  recognises(start: string): boolean;
  /** @throws BrokenFile */
  read(file: string, site: string | undefined): AsyncIterable<Imported | Skipped>;
}

/** A file that can't be read to its end. Nothing of it is imported. */
export class BrokenFile extends Error {
  override readonly name = 'BrokenFile';
  readonly line: number;

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`);
    this.line = line;
  }
}
