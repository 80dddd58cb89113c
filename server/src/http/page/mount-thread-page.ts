import type { Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../../api-error.js';
import { limits, type Comment, type Draft } from '../../contract.js';
import { hashText } from '../../hash.js';
import type { Comments } from '../../service/comments.js';
import { resolveSite, type Site, type Sites } from '../../service/sites.js';
import { addressToKeep, nameThread } from '../../service/thread-name.js';
import type { Threads } from '../../service/threads.js';
import type { Texts } from '../../static.js';
import { parse } from '../api/parse.js';
import { draftSchema } from '../api/request-schemas.js';
import { ListQuery } from '../api/query-schemas.js';
import type { ClientReader } from '../client.js';
import type { Environment, RequestOf } from '../environment.js';
import { limitBody } from '../middleware/json-body.js';
import type { IsOwnPage } from '../own-page.js';
import type { FormTime } from './form-time.js';
import { headersFor } from './page-headers.js';
import { amounts, readPage } from './read-page.js';
import type { Problems, Typed } from './render-form.js';

export interface ThreadPageParts {
  threads: Threads;
  comments: Comments;
  sites: Sites;
  clientOf: ClientReader;
  /** Whether an origin is that of this server itself. */
  isOwnOrigin: IsOwnPage;
  formTime: FormTime;
  now: () => number;
}

const PageQuery = ListQuery.pick({ site: true, thread: true, cursor: true, parent: true }).extend({
  url: z
    .url({ protocol: /^https?$/ })
    .max(limits.url)
    .optional()
    .catch(undefined),
  locale: z
    .string()
    .regex(/^[\w-]{2,35}$/)
    .optional()
    .catch(undefined),
  theme: z.enum(['auto', 'light', 'dark']).catch('auto'),
  posted: z.literal('pending').optional().catch(undefined),
});
type PageQuery = z.output<typeof PageQuery>;

/** The result of a request, besides the thread itself. */
interface Outcome {
  status: number;
  typed: Typed;
  problems: Problems;
  notice?: string;
  retryAfter?: number;
}

/**
 * A thread and its form as a page without scripts: for a frame in `<noscript>`, for crawlers, and by itself.
 *
 * Comments sent from it always wait for a moderator, because no captcha was passed.
 */
export const mountThreadPage = (app: Hono<Environment>, path: string, parts: ThreadPageParts): void => {
  app.get(path, async (c) => {
    const query = parse(PageQuery, c.req.query());
    const { textsFor } = await import('./render-page.js');
    const notice = query.posted && textsFor(localeOf(parts, query)).text('held');
    return answer(c, parts, query, { status: 200, typed: {}, problems: {}, notice });
  });

  app.post(path, limitBody, async (c) => {
    const query = parse(PageQuery, c.req.query());
    checkSender(c, parts.isOwnOrigin);
    const typed = await readForm(c.req.raw);
    const { textsFor } = await import('./render-page.js');
    const outcome = await submit(c, parts, query, typed, textsFor(localeOf(parts, query)));
    if (outcome) return answer(c, parts, query, outcome);
    return new Response(null, {
      status: 303,
      headers: { Location: addressWith(c, { posted: 'pending', cursor: null, parent: null }) },
    });
  });
};

const localeOf = ({ sites }: ThreadPageParts, { locale, site }: PageQuery): string =>
  locale ?? resolveSite(sites, site).language;

/** Otherwise a page of another site, or one that frames this page, could send a form in the reader's name. */
const checkSender = (c: RequestOf, isOwnOrigin: IsOwnPage): void => {
  const origin = c.req.header('origin');
  const isOwn =
    origin === undefined ? c.req.header('sec-fetch-site') === 'same-origin' : isOwnOrigin(origin, c.req.url);
  if (!isOwn) throw new ApiError('forbidden', 'This form was sent by another page.');
};

const readForm = async (request: Request): Promise<Typed> => {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? '')) {
    throw new ApiError('invalid', 'The request is not a form.', { status: 400 });
  }
  // A browser sends line breaks as CR LF, whatever was typed.
  const fields = new URLSearchParams(await request.text());
  return Object.fromEntries([...fields].map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]));
};

/** Submits what was typed; if it was not accepted, returns what to show instead. */
const submit = async (
  c: RequestOf,
  { comments, sites, clientOf, formTime, now }: ThreadPageParts,
  query: PageQuery,
  typed: Typed,
  texts: Texts,
): Promise<Outcome | undefined> => {
  const { trap } = await import('./render-form.js');
  const site = resolveSite(sites, query.site);
  const problems: Record<string, string> = {};
  try {
    const draft = draftOf(site, query, typed);
    if (!formTime.isFair(typed.time ?? '', now())) {
      return { status: 422, typed, problems, notice: texts.text('error.expired') };
    }
    await comments.submit({
      draft,
      asker: { visitor: null },
      client: clientOf(c.req.raw, c.env),
      // Sending it twice has no effect. The form's time distinguishes two comments with the same text.
      idempotencyKey: hashText(JSON.stringify([typed.time, draft])),
      unchecked: true,
      // A program does not learn what gave it away, and a person whose browser filled in the field loses nothing.
      signs: typed[trap] ? [{ code: 'trap', points: 5 }] : [],
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    for (const path of Object.keys(error.fields ?? {})) {
      const name = path.replace('author.', '');
      problems[name] = problemOf(name, typed[name] ?? '', texts);
    }
    const { status, code, retryAfter = 0 } = error;
    const notice = texts.text(`error.${code}` as 'error.invalid', { n: retryAfter });
    return { status, typed, problems, notice, ...(error.retryAfter !== undefined && { retryAfter }) };
  }
};

const draftOf = (site: Site, { thread, url, site: id }: PageQuery, typed: Typed): Draft => {
  const given = (name: string): string | undefined => typed[name]?.trim() || undefined;
  return parse(draftSchema(site.fields), {
    site: id,
    thread: { id: thread, url },
    author: { name: given('name'), email: given('email'), url: given('url') },
    body: typed.body ?? '',
    rating: given('rating') === undefined ? undefined : Number(typed.rating),
  }) as Draft;
};

const longest: Record<string, number> = { name: limits.name, email: limits.email, url: limits.url, body: limits.body };

const problemOf = (name: string, value: string, texts: Texts): string => {
  if (value.trim() === '') return texts.text(`missing.${name}` as 'missing.body');
  const most = longest[name];
  if (most !== undefined && [...value].length > most) return texts.text('wrong.length', { max: most });
  if (name === 'email' || name === 'url') return texts.text(`wrong.${name}`);
  return texts.text(name === 'body' ? 'missing.body' : 'error.invalid');
};

const answer = async (c: RequestOf, parts: ThreadPageParts, query: PageQuery, outcome: Outcome): Promise<Response> => {
  const site = resolveSite(parts.sites, query.site);
  const { renderPage } = await import('./render-page.js');
  const { status, retryAfter, typed, problems, notice } = outcome;
  const view = {
    typed,
    problems,
    notice,
    locale: localeOf(parts, query),
    theme: query.theme,
    time: parts.formTime.write(parts.now()),
    first: (query.cursor ?? query.parent) ? addressWith(c, { cursor: null, parent: null, posted: null }) : undefined,
    repliesAddress: ({ id }: Comment) => addressWith(c, { parent: id, cursor: null, posted: null }),
    about: addressToKeep(
      { id: query.thread, url: query.url },
      nameThread(site.id, query.thread),
      site.origins,
      new URL(c.req.url).origin,
    ),
    indexed: site.index,
  };
  let html = '';
  for (const amount of amounts) {
    const page = await readPage(parts.threads, query, amount);
    const next = page.next === null ? undefined : addressWith(c, { cursor: page.next, posted: null });
    html = renderPage({ ...view, page, next });
    if (new TextEncoder().encode(html).byteLength <= mostBytes) break;
  }
  return new Response(html, {
    status,
    headers: { ...(await headersFor(site)), ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }) },
  });
};

/** The most bytes of one page. */
const mostBytes = 1024 * 1024;

/** This page's address with other parameters, beginning with `?`, so that it is right with any base path. */
const addressWith = (c: RequestOf, change: Record<string, string | null>): string => {
  const { searchParams } = new URL(c.req.url);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) searchParams.delete(name);
    else searchParams.set(name, value);
  }
  return `?${searchParams}`;
};
