import type { Kysely } from 'kysely';
import { ApiError } from '../../api-error.js';
import type { Admission } from '../requests.js';
import type { Database } from './database.js';

interface AdmitRequest extends Admission {
  site: string;
  visitor: string | null;
  now: number;
}

/**
 * Admits a visitor's write. A first write spends its captcha answer within its own transaction: if the write fails, the
 * answer stays valid; if it succeeds, the answer can't be used again.
 */
export const admit = async (
  db: Kysely<Database>,
  { site, visitor, captcha, held, now }: AdmitRequest,
): Promise<void> => {
  if (held) return;
  if (visitor !== null) {
    const [added] = await db
      .insertInto('visitors')
      .values({ site, visitor, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('visitor')
      .execute();
    if (!added) return;
  }
  if (!captcha) return;
  const [spent] = await db
    .insertInto('captcha_uses')
    .values({ provider: captcha.provider, hash: captcha.hash, expires_at: captcha.expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('hash')
    .execute();
  if (!spent) throw new ApiError('captcha', 'This captcha answer was used before.');
};
