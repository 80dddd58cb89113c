import { isSkipped, type Imported, type Skipped } from './imported.js';

/** Records with what no database keeps, NUL and halves of characters, replaced wherever it stands. */
export async function* keepable(records: AsyncIterable<Imported | Skipped>): AsyncGenerator<Imported | Skipped> {
  for await (const record of records) {
    if (!isSkipped(record)) {
      const { row } = record;
      for (const column in row) {
        const value = row[column];
        if (typeof value === 'string' && !isKeepable(value)) row[column] = replaced(value);
      }
    }
    yield record;
  }
}

const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

export const replaced = (text: string): string => text.toWellFormed().replaceAll('\0', '\ufffd');
