import type { Kysely } from 'kysely';
import type { Position } from '../records.js';
import type { Database } from '../sql/database.js';
import { rowsAt } from '../sql/queue-walk.js';
import { cutAt, type Place, type SearchedWord, type SearchRequest, type TextSearch } from '../sql/text-search.js';
import { searchMigrations } from './search-index.js';
import { lookUp, matchesAmong, seldomPieces } from './search-match.js';

/** How many of the newest are looked through first: of these nearly all have a common word. */
const firstStep = 60;
/** How many are looked through before the index is asked. */
const sample = 300;
/** How many are compared by one statement. */
const matched = 100;
/** How many at most, where the index would give far more than is wanted. */
const most = 5000;
/** Where fewer of the sample match, the index has few, too. */
const few = 4;

/**
 * The newest comments are looked through, from one page of them to the next; where too few of them match, the index is
 * asked for the rest. It knows of no order, and so gives all that match before the newest of them are known: of a word
 * that half of a million comments have, that takes seconds. Nobody can tell how many have a word but by looking.
 */
export const postgresSearch: TextSearch = {
  migrations: searchMigrations,

  find: async (db, request) => {
    const { limit, words } = request;
    let places: Places = request.places;
    let isByIndex = false;
    let areMatches = false;
    const found: Place[] = [];
    let { after } = request;
    let seen = 0;
    for (let size = firstStep; seen < most && found.length <= limit; size = nextStep(seen, found.length, limit)) {
      const stretch = await places({ after, limit: size });
      found.push(...(areMatches ? stretch : await newestOf(db, words, stretch, limit + 1 - found.length)));
      seen += stretch.length;
      after = stretch.length < size ? undefined : positionOf(stretch.at(-1)!);
      if (after === undefined) break;
      if (isByIndex || seen < sample || found.length >= few) continue;
      isByIndex = true;
      const pieces = await seldomPieces(db, words);
      if (pieces.length > 0) places = (stretch) => lookUp(db, request, pieces, stretch);
      areMatches = pieces.length === words.flat().length && words.every(({ length }) => length === 1);
    }
    const cut = cutAt(await rowsAt(db, found.slice(0, limit + 1)), limit);
    return { comments: cut.comments, last: cut.last ?? after };
  },
};

type Places = SearchRequest['places'];

/** As many as should have what is still wanted, by what was found so far. */
const nextStep = (seen: number, found: number, limit: number): number => {
  if (found === 0) return sample;
  const wanted = Math.ceil(((limit + 1 - found) * seen * 1.5) / found);
  return Math.min(Math.max(wanted, firstStep), most / 2);
};

/** Matches among them, until there are enough: to take a text apart into words takes longer than anything else here. */
const newestOf = async (
  db: Kysely<Database>,
  words: readonly SearchedWord[],
  places: readonly Place[],
  enough: number,
) => {
  const found: Place[] = [];
  for (let from = 0; from < places.length && found.length < enough; from += matched) {
    found.push(...(await matchesAmong(db, words, places.slice(from, from + matched))));
  }
  return found;
};

const positionOf = ({ created_at: createdAt, id }: Place): Position => ({ rank: 0, createdAt, id });
