import type { TransferRow, TransferTable } from '../store/transfer.js';

/** One thing out of a file, whatever its format: a row, but for what follows from other rows. */
export interface Imported {
  /** Where it begins in the file. */
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
  /** Rows of a thread have its id as `thread_id`. */
  row: TransferRow;
  /** What a comment says, where it is still to be rendered. */
  text?: { markdown: string } | { html: string; lineBreaks?: boolean };
}

/** Something in a file that can't be imported, though the rest can. */
export interface Skipped {
  line: number;
  reason: string;
}

export const isSkipped = (record: Imported | Skipped): record is Skipped => 'reason' in record;

/** How the files of one system are read. A file is read twice: first to see how everything hangs together. */
export interface ImportFormat {
  name: string;
  /** Whether a file that begins so is one of these. */
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
