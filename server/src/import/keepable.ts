import type { TransferRow } from '../store/transfer.js';

/** Replaces what databases can't store in a row's texts: NUL and unpaired surrogates. */
export const makeKeepable = (row: TransferRow): void => {
  for (const column in row) {
    const value = row[column];
    if (typeof value === 'string' && !isKeepable(value)) row[column] = replaced(value);
  }
};

const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

export const replaced = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');
