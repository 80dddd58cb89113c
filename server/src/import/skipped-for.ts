import type { z } from 'zod';
import type { Skipped } from './imported.js';

/** Tells what of a record is not right; `missing` where its shape is, and it still can't be used. */
export const skippedFor = (line: number, error: z.ZodError | undefined, missing: string): Skipped => ({
  line,
  reason: `"${error?.issues[0]?.path.join('.') || missing}" is not right`,
});
