import { notFound } from '../api-error.js';
import { personKinds, type Person, type PersonKind, type PersonName } from '../store/person.js';
import type { Scope } from '../store/moderation-records.js';
import type { Store } from '../store/store.js';
import type { TransferRow } from '../store/transfer.js';
import type { Moderator } from './moderation.js';
import { toTime } from './to-time.js';

export { personKinds } from '../store/person.js';

/** One person, given by one of their names. */
export interface PersonRequest {
  identity?: string;
  visitor?: string;
  email?: string;
  comment?: string;
}

export interface People {
  /**
   * Everything stored about a person on the sites of the scope, as pieces of one JSON text.
   *
   * @throws ApiError `not-found`, before the first piece
   */
  export(scope: Scope, request: PersonRequest): Promise<AsyncGenerator<string>>;
  /**
   * Erases the person on all sites of the scope; with `keep` their texts stay, without a name. Returns the number of
   * comments.
   */
  erase(who: Moderator, request: PersonRequest & { keep: boolean }): Promise<{ comments: number }>;
}

export const createPeople = (store: Store, now: () => number): People => {
  const find = async (scope: Scope, request: PersonRequest): Promise<Person[]> => {
    const found = await store.read(({ people }) => people.find(scope, nameOf(request)));
    if (found.length === 0) throw notFound('Nothing is kept of such a person.');
    return found;
  };

  return {
    export: async (scope, request) => exportOf(store, await find(scope, request)),
    erase: async ({ name: by, scope }, { keep, ...request }) => {
      let comments = 0;
      for (const person of await find(scope, request)) {
        comments += await store.people.erase({ person, keep, by, scope, now: now() });
      }
      return { comments };
    },
  };
};

const nameOf = ({ identity, visitor, email, comment }: PersonRequest): PersonName => {
  if (comment !== undefined) return { comment };
  if (email !== undefined) return { email };
  return { person: identity ?? visitor ?? '' };
};

/** Rows per read. Each page is a separate read, so that writers never wait for a slow client. */
const pageSize = 100;

async function* exportOf(store: Store, people: readonly Person[]): AsyncGenerator<string> {
  yield '{"person":[';
  for (const [index, person] of people.entries()) {
    yield `${index > 0 ? ',' : ''}{"site":${JSON.stringify(person.site)}`;
    for (const kind of personKinds) {
      yield `,${JSON.stringify(kind)}:[`;
      yield* rowsOf(store, person, kind);
      yield ']';
    }
    yield '}';
  }
  yield ']}';
}

async function* rowsOf(store: Store, person: Person, kind: PersonKind): AsyncGenerator<string> {
  let after: TransferRow | undefined;
  do {
    const before = after;
    const rows = await store.read(({ people }) => people.page(person, kind, before, pageSize));
    const text = rows.map((row) => JSON.stringify(withPlainNames(row))).join();
    if (text !== '') yield before ? `,${text}` : text;
    after = rows.length === pageSize ? rows.at(-1) : undefined;
  } while (after);
}

/** Columns that contain milliseconds; answers contain times as RFC 3339. */
const times = /(^|_)(at|until|before)$/;

const withPlainNames = (row: TransferRow): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => column !== 'thread')
      .map(([column, value]) => [
        column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        typeof value === 'number' && times.test(column) ? toTime(value) : value,
      ]),
  );
