import { type BackendFactory, type Comment, StarlingError, type Summary, type Thread } from '../../../src/index.js';
import { idOf, pocketbaseApi, quote, type Row, toComment } from './pocketbase-api.js';

const fields = { name: 'required', email: 'hidden', url: 'hidden' } as const;
const thread: Thread = { closed: false, captcha: null, fields, ratings: 'optional', votes: false, editWindow: 0 };

export const pocketbaseBackend: BackendFactory = ({ url }) => {
  if (!url) throw new StarlingError('misconfigured', 'backend-url');
  const { list, get, create } = pocketbaseApi(url);

  const ofThread = (id: string, perPage = '1') => ({ filter: `thread = ${quote(id)}`, perPage });

  const withReplies = async (roots: Row[], signal?: AbortSignal): Promise<Comment[]> => {
    const filter = roots.map(({ id }) => `root = ${quote(id)}`).join(' || ');
    const rows: Row[] = [];
    for (let page = 1; filter && rows.length === (page - 1) * 500; page++)
      rows.push(...(await list({ filter, sort: 'created,id', perPage: '500', page: `${page}` }, signal)).items);
    const replies = Map.groupBy(rows, ({ root }) => root);
    return roots.map((root) => toComment(root, replies.get(root.id)));
  };

  return {
    name: 'pocketbase',
    sorts: ['newest', 'oldest'],
    async list({ thread: { id }, sort, limit, cursor, rating }, { signal } = {}) {
      const [sign, past] = sort === 'oldest' ? ['', '>'] : ['-', '<'];
      const filters = [ofThread(id).filter, `root = ''`];
      if (rating) filters.push(`rating = ${rating}`);
      const [time, last] = cursor?.split('/').map(quote) ?? [];
      if (cursor) filters.push(`(created ${past} ${time} || (created = ${time} && id ${past} ${last}))`);
      const query = { filter: filters.join(' && '), sort: `${sign}created,${sign}id`, perPage: `${limit + 1}` };
      const [{ items }, { totalItems: total }, stars] = await Promise.all([
        list(query, signal),
        list(ofThread(id), signal),
        cursor ? null : list(ofThread(id, '5'), signal, 'comment_stars'),
      ]);
      const roots = items.slice(0, limit);
      const next = items.length > limit ? `${roots.at(-1)!.created}/${roots.at(-1)!.id}` : null;
      const comments = await withReplies(roots, signal);
      return { comments, next, total, summary: stars && summarise(stars.items), thread };
    },
    async submit({ thread, parent, author, body, rating }, { signal, idempotencyKey } = {}) {
      // PocketBase takes 0 for nothing.
      if (rating !== undefined && !rating)
        throw new StarlingError('invalid', 'rating', { fields: { rating: '1 to 5' } });
      const above = parent ? await get(parent, signal) : undefined;
      const row = { thread: thread.id, root: above && (above.root || above.id), rating, text: body.trim() };
      const id = idempotencyKey && (await idOf(`${thread.id} ${idempotencyKey}`));
      const sent = { ...row, name: author.name?.trim() ?? '', ...(id && { id }) };
      try {
        return toComment(await create(sent, signal));
      } catch (error) {
        if (!id || !(error instanceof StarlingError && error.fields?.id)) throw error;
        const kept = await get(id, signal);
        if (kept.text === sent.text && kept.name === sent.name) return toComment(kept);
        throw new StarlingError('conflict');
      }
    },
    async counts({ threads }, { signal } = {}) {
      const counts = threads.map(async (id) => [id, (await list(ofThread(id), signal)).totalItems]);
      return Object.fromEntries(await Promise.all(counts));
    },
  };
};

const summarise = (rows: Row[]): Summary => {
  const count = rows.reduce((sum, { n }) => sum + n, 0);
  const stars = rows.reduce((sum, { n, rating }) => sum + n * rating, 0);
  const found = Object.fromEntries(rows.map(({ rating, n }) => [rating, n]));
  const distribution = { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, ...found };
  return { average: count ? stars / count : null, count, distribution };
};
