import type { z } from 'zod';
import type { Skipped } from './imported.js';

/** Reports which field of a record is wrong; `missing` names it if the record has the right shape, but can't be used. */
export const skippedFor = (line: number, error: z.ZodError | undefined, missing: string): Skipped => ({
  line,
  reason: `"${error?.issues[0]?.path.join('.') || missing}" is not right`,
});
