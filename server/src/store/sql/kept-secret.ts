import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from './database.js';
import type { ReadSnapshot, Transact } from './transact.js';

/** The secret stored in the database. Only the first start creates it; later starts write nothing. */
export const keptSecret = async (read: ReadSnapshot, transact: Transact): Promise<string> =>
  (await read(findSecret)) ??
  (await transact(async (db) => {
    await db
      .insertInto('settings')
      .values({ name, value: randomBytes(32).toString('base64url') })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const secret = await findSecret(db);
    if (secret === undefined) throw new Error('The secret was not kept.');
    return secret;
  }));

const name = 'secret';

const findSecret = async (db: Kysely<Database>): Promise<string | undefined> =>
  (await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst())?.value;
