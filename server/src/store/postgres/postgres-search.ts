import type { Kysely } from 'kysely';
import type { Position } from '../records.js';
import type { Database } from '../sql/database.js';
import { rowsAt } from '../sql/queue-walk.js';
import { cutAt, type Place, type SearchedWord, type SearchRequest, type TextSearch } from '../sql/text-search.js';
import { searchMigrations } from './search-index.js';
import { lookUp, matchesAmong, seldomPieces } from './search-match.js';

/** How many of the newest comments are searched first: enough if the word is common, as then nearly all match. */
const firstStep = 60;
/** How many comments are searched before the index is used. */
const sample = 300;
/** How many comments are compared by one statement. */
const matched = 100;
/** The maximum number of comments to search, in case the index would return far more than are wanted. */
const most = 5000;
/** If fewer comments of the sample match, the index will also have few matches. */
const few = 4;

/**
 * Searches the newest comments first, one page after the other. If too few of them match, it asks the index for the
 * rest. The index has no order, so it returns all matches before the newest of them are known. For a word in half of a
 * million comments, that takes seconds, and only a search can tell how common a word is.
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

/** How many comments to search next: as many as should contain the missing matches, judging by those found so far. */
const nextStep = (seen: number, found: number, limit: number): number => {
  if (found === 0) return sample;
  const wanted = Math.ceil(((limit + 1 - found) * seen * 1.5) / found);
  return Math.min(Math.max(wanted, firstStep), most / 2);
};

/**
 * Searches comments for matches until there are enough: splitting a text into words is the most expensive step here.
 */
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
