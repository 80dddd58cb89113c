import { randomUUID } from 'node:crypto';
import { serveStandIn, type StandIn, type StandInAnswer } from './http-server.js';

interface Row {
  id: string;
  parentId: string | null;
  page: string;
  content: string;
  by_nickname: string;
  by_email: string | null;
  moderatorId: string | null;
  approved: boolean;
  createdAt: Date;
}

export interface CusdisStandIn extends StandIn {
  rows: Row[];
  /** What the dashboard's button does. */
  approve(id: string): void;
  /** A moderator's answer, approved at once. */
  answer(parentId: string, content: string): string;
}

/** Cusdis as its open API behaves (pages/api/open), for the one website `app`. */
export const cusdisStandIn = async (): Promise<CusdisStandIn> => {
  const rows: Row[] = [];

  /** Nested pages, as the server makes them: all below the first level have 100 comments at most. */
  const listUnder = (page: string, parentId: string | null, number: number, size: number, offset: number): object => {
    const found = rows
      .filter((row) => row.approved && row.page === page && row.parentId === parentId)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    return {
      commentCount: found.length,
      pageSize: size,
      pageCount: Math.ceil(found.length / size) || 1,
      data: found.slice((number - 1) * size, number * size).map((row) => ({
        id: row.id,
        createdAt: row.createdAt.toISOString(),
        content: row.content,
        by_nickname: row.by_nickname,
        moderatorId: row.moderatorId,
        moderator: row.moderatorId ? { displayName: 'Moderator' } : null,
        page: { slug: page, projectId: 'app' },
        replies: listUnder(page, row.id, 1, 100, offset),
        parsedContent: `<p>${escape(row.content)}</p>\n`,
        parsedCreatedAt: Number.isNaN(offset) ? 'Invalid Date' : row.createdAt.toISOString().slice(0, 16),
      })),
    };
  };

  const create = (body: Record<string, unknown>): StandInAnswer => {
    // A foreign key of the database: nobody looks before.
    if (body.parentId && !rows.some((row) => row.id === body.parentId))
      return { status: 500, body: 'Internal Server Error' };
    const row: Row = {
      id: randomUUID(),
      parentId: (body.parentId as string | undefined) ?? null,
      page: body.pageId as string,
      content: body.content as string,
      by_nickname: body.nickname as string,
      by_email: (body.email as string | undefined) ?? null,
      moderatorId: null,
      approved: false,
      createdAt: nextInstant(),
    };
    rows.push(row);
    return { body: { data: { ...row, page: undefined, pageId: randomUUID(), deletedAt: null } } };
  };

  const standIn = await serveStandIn(({ method, path, query, headers, body }) => {
    if (path === '/api/open/project/app/comments/count') {
      const names = query.get('pageIds')!.split(',');
      const countOf = (name: string) => rows.filter((row) => row.approved && row.page === name).length;
      return { body: { data: Object.fromEntries(names.map((name) => [name, countOf(name)])) } };
    }
    if (path !== '/api/open/comments') return { status: 404, body: '<!DOCTYPE html><h1>404</h1>' };
    if ((query.get('appId') ?? body.appId) !== 'app') return { status: 404, body: { message: 'Project not found' } };
    if (method === 'POST') return create(body);
    const offset = Number(headers['x-timezone-offset'] ?? NaN);
    return { body: { data: listUnder(query.get('pageId')!, null, Number(query.get('page')) || 1, 10, offset) } };
  });

  const find = (id: string): Row => rows.find((row) => row.id === id)!;
  return {
    ...standIn,
    rows,
    approve: (id) => void (find(id).approved = true),
    answer: (parentId, content) => {
      const row: Row = {
        ...find(parentId),
        id: randomUUID(),
        parentId,
        content,
        moderatorId: 'm',
        createdAt: nextInstant(),
      };
      rows.push({ ...row, approved: true });
      return row.id;
    },
  };
};

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

let lastInstant = 0;

/** No two comments of one millisecond: the server sorts by their times alone, so that their order would be by chance. */
const nextInstant = (): Date => new Date((lastInstant = Math.max(Date.now(), lastInstant + 1)));
