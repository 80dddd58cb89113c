import type { Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import type { KeyRecord, ModeratorRecord, Scope } from '../moderation-records.js';
import type { AccountReads, AccountWrites } from '../accounts.js';
import type { ApiKeyRow, ModeratorRow } from './moderation-rows.js';
import { compileOnce } from './compile-once.js';
import type { Database } from './database.js';
import type { Transact } from './transact.js';

export const accountReads = (builder: Kysely<Database>): ((db: Kysely<Database>) => AccountReads) => {
  // Read for every comment: their names are reserved.
  const moderators = compileOnce<object, ModeratorRow>(() =>
    builder.selectFrom('moderators').selectAll().orderBy('login'),
  );

  return (db) => ({
    moderator: async (login) => {
      const row = await db.selectFrom('moderators').selectAll().where('login', '=', login).executeTakeFirst();
      return row && { ...toModerator(row), password: row.password };
    },

    moderators: async () => (await moderators(db, {})).map(toModerator),

    ofSession: async (token, now) => {
      const row = await db
        .selectFrom('sessions')
        .innerJoin('moderators', 'moderators.login', 'sessions.login')
        .selectAll('moderators')
        .where('sessions.token', '=', token)
        .where('sessions.expires_at', '>', now)
        .executeTakeFirst();
      return row && toModerator(row);
    },

    keys: async () => (await db.selectFrom('api_keys').selectAll().orderBy('name').execute()).map(toKey),

    ofKey: async (hash, now) => {
      const row = await db.selectFrom('api_keys').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row && (row.until === null || row.until > now) ? toKey(row) : undefined;
    },
  });
};

export const accountWrites = (transact: Transact): AccountWrites => ({
  addModerator: ({ name: login, shownName, role, scope, reserved, password, createdAt }) =>
    transact(async (db) => {
      const row = {
        login,
        shown_name: shownName,
        role,
        sites: sitesOf(scope),
        reserved: reserved ? (1 as const) : (0 as const),
        password,
        created_at: createdAt,
      };
      const [added] = await db
        .insertInto('moderators')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .returning('login')
        .execute();
      if (!added) throw new ApiError('conflict', 'There is such a moderator already.');
    }),

  setPassword: ({ login, password, keep = '' }) =>
    transact(async (db) => {
      const [changed] = await db
        .updateTable('moderators')
        .set({ password })
        .where('login', '=', login)
        .returning('login')
        .execute();
      if (!changed) throw noModerator();
      await db.deleteFrom('sessions').where('login', '=', login).where('token', '<>', keep).execute();
    }),

  removeModerator: (login) =>
    transact(async (db) => {
      const [removed] = await db.deleteFrom('moderators').where('login', '=', login).returning('login').execute();
      if (!removed) throw noModerator();
      await db.deleteFrom('sessions').where('login', '=', login).execute();
    }),

  openSession: ({ token, login, expiresAt }) =>
    transact(async (db) => {
      await db.insertInto('sessions').values({ token, login, expires_at: expiresAt }).execute();
    }),

  closeSession: (token) =>
    transact(async (db) => {
      await db.deleteFrom('sessions').where('token', '=', token).execute();
    }),

  addKey: ({ name, hash, role, scope, until, createdAt }) =>
    transact(async (db) => {
      const [added] = await db
        .insertInto('api_keys')
        .values({ name, hash, role, sites: sitesOf(scope), until, created_at: createdAt })
        .onConflict((conflict) => conflict.doNothing())
        .returning('name')
        .execute();
      if (!added) throw new ApiError('conflict', 'There is such a key already.');
    }),

  removeKey: (name) =>
    transact(async (db) => {
      const [removed] = await db.deleteFrom('api_keys').where('name', '=', name).returning('name').execute();
      if (!removed) throw notFound('There is no such key.');
    }),
});

const noModerator = () => notFound('There is no such moderator.');

const sitesOf = (scope: Scope): string | null => (scope === 'all' ? null : JSON.stringify(scope));

const scopeOf = ({ role, sites }: Pick<ModeratorRow, 'role' | 'sites'>): Scope =>
  role === 'owner' || sites === null ? 'all' : (JSON.parse(sites) as string[]);

const toModerator = (row: ModeratorRow): ModeratorRecord => ({
  name: row.login,
  shownName: row.shown_name,
  role: row.role,
  scope: scopeOf(row),
  reserved: row.reserved === 1,
  createdAt: row.created_at,
});

const toKey = (row: ApiKeyRow): KeyRecord => ({
  name: row.name,
  role: row.role,
  scope: scopeOf(row),
  until: row.until,
  createdAt: row.created_at,
});
