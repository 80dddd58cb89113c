import type { BackendFactory, RequestOptions } from '../../backend.js';
import type { Comment } from '../../contract.js';
import { StarlingError } from '../../errors.js';
import { fieldsOption, requireUrl, textOption, threadSettings } from '../shared/adapter-settings.js';
import { countThreads } from '../shared/count-threads.js';
import { toParagraphs } from '../shared/to-paragraphs.js';
import { findInPages } from '../shared/find-in-pages.js';
import { countPublished, toRoots } from '../shared/flat-thread.js';
import { foreignBackend } from '../shared/foreign-backend.js';
import { createHttp, type HttpRequest } from '../shared/http-json.js';
import { localMine } from '../shared/local-mine.js';
import { nextPage, windowOfPages } from '../shared/page-cursor.js';
import { arrayOf, count, recordOf, reply } from '../shared/shape.js';
import { timestamp } from '../shared/timestamp.js';

type Raw = Record<string, unknown>;

/** Roots per page. The server has no parameter for it. */
const pageSize = 10;

/**
 * A Cusdis server, over its open API.
 *
 * `url` is the server's address (`data-host`), `site` the id of the website there (`data-app-id`). A thread is the
 * page's id as it is: if Cusdis was used before, `thread` must be what `data-page-id` was. The only sort order is
 * `newest`. Every comment awaits moderation. The reader's own comments are stored in this browser and shown to them for
 * a day.
 *
 * Options:
 * - `appId`: the website's id, if the attribute `site` is not set
 * - `fields`: rules for `name` and `email` (`required`, `optional`, `hidden`); default: name required, e-mail optional
 * - `timeout`: milliseconds after which a request fails with the code `timeout`; default 15,000
 */
export const cusdisBackend: BackendFactory = ({ url, site, options }) => {
  const api = `${requireUrl(url)}/api/open`;
  const appId = site ?? textOption(options, 'appId');
  if (!appId) throw new StarlingError('misconfigured', 'appId');
  const http = createHttp({ timeout: options.timeout });
  const settings = threadSettings({
    fields: { ...fieldsOption(options, { name: 'required', email: 'optional', url: 'hidden' }), url: 'hidden' },
  });

  const call = async (path: string, request: HttpRequest): Promise<unknown> =>
    (Object((await http(`${api}/${path}`, request)).data) as Raw).data;

  const getPage = async (pageId: string, page: number, { signal }: RequestOptions) => {
    // Without this header the server fails when it formats dates. We use its unformatted dates.
    const headers = { 'x-timezone-offset': '0' };
    const answer = Object(await call('comments', { params: { appId, pageId, page }, headers, signal })) as Raw;
    return arrayOf(toRoot)(answer.data);
  };

  const countAll = (threads: string[], { signal }: RequestOptions) =>
    countThreads(threads, {
      many: async (names) => {
        const path = `project/${encodeURIComponent(appId)}/comments/count`;
        return recordOf(count)(await call(path, { params: { pageIds: names.join(',') }, signal }));
      },
      // The list of names can't contain a name with a comma, so count what the first page shows.
      one: async (thread) => countPublished(await getPage(thread, 1, { signal })),
    });

  return foreignBackend({
    name: 'cusdis',
    sorts: ['newest'],
    mine: localMine(`starling:cusdis:${url}:${appId}`),
    threadId: (thread) => thread,
    settings: () => settings,
    // The server keeps removed comments hidden, and their replies too.
    takesOrphans: true,

    list: async ({ thread, sort, limit, cursor }, options) => {
      const [{ items, next }, totals] = await Promise.all([
        nextPage<Comment>({
          of: sort,
          cursor,
          limit,
          idOf: ({ id }) => id,
          fetch: (start, count) =>
            windowOfPages(start, count, { least: pageSize, most: pageSize }, (page) =>
              getPage(thread.id, page, options),
            ),
        }),
        countAll([thread.id], options),
      ]);
      return { comments: items, next, total: totals[thread.id] ?? 0, summary: null, thread: settings };
    },

    lookUp: async ({ thread, id }, options) => [
      await findInPages(id, pageSize, (page) => getPage(thread.id, page, options)),
    ],

    create: async ({ thread, parent, author, body }, root, { signal }) => {
      const sent = {
        appId,
        pageId: thread.id,
        pageUrl: thread.url,
        pageTitle: thread.title,
        parentId: parent,
        content: body,
        nickname: author.name?.trim(),
        email: author.email?.trim() || undefined,
      };
      const { id, createdAt } = Object(await call('comments', { method: 'POST', body: sent, signal })) as Raw;
      return reply({
        id,
        parent,
        root,
        author: { name: sent.nickname },
        html: toParagraphs(body),
        status: 'pending',
        createdAt: timestamp(createdAt),
      });
    },

    counts: ({ threads }, options) => countAll(threads, options),
  });
};

/**
 * A root with all nested replies as a flat list. There is no recursion, because the server does not limit the depth.
 */
const toRoot = (value: unknown): Comment => {
  const root = toComment(value, null);
  const comments = [root];
  const rows = [{ value, id: root.id }];
  for (const row of rows) {
    const { data = [] } = Object((Object(row.value) as Raw).replies) as Raw;
    for (const below of arrayOf((each) => each)(data)) {
      const comment = toComment(below, row.id);
      comments.push({ ...comment, root: root.id });
      rows.push({ value: below, id: comment.id });
    }
  }
  return toRoots(comments)[0] ?? root;
};

const toComment = (value: unknown, parent: string | null): Comment => {
  const raw = Object(value) as Raw;
  const { displayName } = Object(raw.moderator) as Raw;
  return reply({
    id: raw.id,
    parent,
    author: { name: displayName || raw.by_nickname, badge: raw.moderatorId ? 'moderator' : undefined },
    html: raw.parsedContent,
    status: 'published',
    createdAt: timestamp(raw.createdAt),
  });
};
