import type { TransferRow, TransferTable } from '../store/transfer.js';

/** One thing out of a file, whatever its format: a row, but for what follows from other rows. */
export interface Imported {
  /** Where it begins in the file. */
  line: number;
  table: Exclude<
    TransferTable,
    'moderation_undos' | 'moderators' | 'sessions' | 'api_keys' | 'settings' | 'idempotency' | 'captcha_uses'
  >;
  /** Rows of a thread have its id as `thread_id`. */
  row: TransferRow;
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
