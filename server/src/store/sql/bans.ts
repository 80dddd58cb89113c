import { sql, type Kysely } from 'kysely';
import { ApiError, notFound } from '../../api-error.js';
import { newId } from '../new-id.js';
import { type BanKind, type BanRecord, isInScope } from '../moderation-records.js';
import { isIdentity } from '../identity-record.js';
import type { BanReads, BanRequest, Banned, BannedWho } from '../bans.js';
import type { Act } from '../requests.js';
import { compileEach } from './compile-once.js';
import type { BanRow } from './moderation-rows.js';
import type { CommentRow, Database } from './database.js';
import { writeLog } from './moderation-log.js';

/** Converts an e-mail address to the form in which the database compares them: ASCII letters are case-insensitive. */
export const sameEmail = (address: string): string => address.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export const banReads = (builder: Kysely<Database>): ((db: Kysely<Database>) => BanReads) => {
  /** One statement for each selection of what is known about a person. */
  const against = compileEach<readonly PersonKind[], BannedWho, Pick<BanRow, 'kind' | 'value'>>(
    (kinds) => (p) =>
      builder
        .selectFrom('bans')
        .select(['kind', 'value'])
        .where((eb) =>
          eb.or([
            eb('kind', 'in', [sql.lit('word' as const), sql.lit('link' as const)]),
            ...kinds.map((kind) => eb.and([eb('kind', '=', sql.lit(kind)), eb('value', '=', p[kind]!)])),
          ]),
        )
        .where((eb) => eb.or([eb('site', '=', p.site), eb('site', 'is', null)]))
        .where((eb) => eb.or([eb('until', '>', p.now), eb('until', 'is', null)])),
  );

  return (db) => ({
    list: async ({ scope, all, limit, after }) => {
      if (scope !== 'all' && scope.length === 0) return [];
      let query = db.selectFrom('bans').selectAll();
      if (scope !== 'all') query = query.where('site', 'in', scope);
      else if (!all) query = query.where('site', 'is not', null);
      if (after !== undefined) query = query.where('id', '<', after);
      return (await query.orderBy('id', 'desc').limit(limit).execute()).map(toRecord);
    },

    find: async (id) => {
      const row = await db.selectFrom('bans').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toRecord(row);
    },

    against: async (who) => {
      const known = { ...who, email: who.email === undefined ? undefined : sameEmail(who.email) };
      const kinds = personKinds.filter((kind) => known[kind] !== undefined);
      const rows = await against(kinds, kinds.join())(db, known);
      return {
        person: rows.flatMap(({ kind }) => (kind === 'word' || kind === 'link' ? [] : [kind])),
        words: rows.flatMap(({ kind, value }) => (kind === 'word' ? [value] : [])),
        links: rows.flatMap(({ kind, value }) => (kind === 'link' ? [value] : [])),
      } satisfies Banned;
    },
  });
};

const personKinds = ['identity', 'visitor', 'email', 'network'] as const satisfies BanKind[];
type PersonKind = (typeof personKinds)[number];

const toRecord = ({ moderator: by, created_at: createdAt, ...ban }: BanRow): BanRecord => ({ ...ban, by, createdAt });

export const banWrites = {
  ban: async (db: Kysely<Database>, request: BanRequest): Promise<BanRecord> => {
    const { kind, site, until, note, by, now, scope } = request;
    if (site !== null && !isInScope(scope, site)) throw notFound('There is no such site.');
    const value = request.value ?? (await valueOf(db, request));
    const row = {
      id: newId(now),
      kind,
      value: kind === 'email' ? sameEmail(value) : value,
      site,
      until,
      note,
      moderator: by,
      created_at: now,
    };
    if (kind === 'word' || kind === 'link') await checkRoom(db);
    await db.insertInto('bans').values(row).execute();
    await writeLog(db, request, [logged('ban', row)]);
    return toRecord(row);
  },

  unban: async (db: Kysely<Database>, request: Act & { id: string; all: boolean }): Promise<void> => {
    const { id, scope, all } = request;
    const row = await db.selectFrom('bans').selectAll().where('id', '=', id).executeTakeFirst();
    const may = row && (row.site === null ? all : isInScope(scope, row.site));
    if (!may) throw notFound('There is no such ban.');
    await db.deleteFrom('bans').where('id', '=', id).execute();
    await writeLog(db, request, [logged('unban', row)]);
  },
};

/** What is known about a comment's author for the given kind of ban. */
const valueOf = async (db: Kysely<Database>, request: BanRequest): Promise<string> => {
  const { kind, comment = '', scope, site } = request;
  const row = await db.selectFrom('comments').selectAll().where('id', '=', comment).executeTakeFirst();
  if (!row || !isInScope(scope, row.site)) throw notFound();
  if (site !== null && site !== row.site) throw notFound();
  const isSignedIn = row.visitor !== null && isIdentity(row.visitor);
  const known = { identity: isSignedIn ? row.visitor : null, visitor: isSignedIn ? null : row.visitor };
  const network = kind === 'network' ? await networkOf(db, row, request.now) : undefined;
  const value = { ...known, email: row.author_email, network }[kind as string] ?? null;
  if (value === null) throw new ApiError('conflict', 'Nothing of this kind is known of the comment.');
  return value;
};

/** The network that a comment came from, as long as it is kept. */
const networkOf = async (db: Kysely<Database>, { site, id }: CommentRow, now: number): Promise<string | undefined> => {
  const kept = await db
    .selectFrom('comment_networks')
    .select('network')
    .where('site', '=', site)
    .where('comment', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return kept?.network;
};

/** The maximum number of banned words and links: each comment is checked against all of them. */
const most = 1000;

const checkRoom = async (db: Kysely<Database>): Promise<void> => {
  const { count } = await db
    .selectFrom('bans')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('kind', 'in', ['word', 'link'])
    .executeTakeFirstOrThrow();
  if (Number(count) >= most) throw new ApiError('conflict', `There are at most ${most} banned words and links.`);
};

/** The log outlives a person's data, so it records only banned words and links, and no other banned values. */
const logged = (action: string, { kind, value, site, until }: BanRow) => ({
  site: site ?? '',
  action,
  detail: JSON.stringify({
    kind,
    ...((kind === 'word' || kind === 'link') && { value }),
    ...(until !== null && { until }),
  }),
});
