import type { TransferRow } from '../store/transfer.js';

/** Replaces in a row what no database keeps, NUL and halves of characters, wherever it stands. */
export const makeKeepable = (row: TransferRow): void => {
  for (const column in row) {
    const value = row[column];
    if (typeof value === 'string' && !isKeepable(value)) row[column] = replaced(value);
  }
};

const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

export const replaced = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');
