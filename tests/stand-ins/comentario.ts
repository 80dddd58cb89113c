import { randomUUID } from 'node:crypto';
import { serveStandIn, type StandIn, type StandInAnswer, type StandInRequest } from './http-server.js';

interface Row {
  id: string;
  parentId: string | null;
  path: string;
  markdown: string;
  authorName: string;
  /** Id of the user; nobody's where it was written without account. */
  userCreated: string;
  created: Date;
  edited: Date | null;
  isApproved: boolean;
  isPending: boolean;
  isDeleted: boolean;
  isSticky: boolean;
  votes: Map<string, number>;
}

interface User {
  id: string;
  name: string;
  websiteUrl: string;
  isModerator: boolean;
}

export interface ComentarioStandIn extends StandIn {
  rows: Row[];
  /** The domain's settings, as its owner sets them. */
  domain: Record<string, unknown>;
  /** Signs a new user in; resolves to their session. */
  signIn(name: string, isModerator?: boolean): string;
  /** Calls of the list: each is a view of the page. */
  views: number;
}

const nobody = '00000000-0000-0000-0000-000000000000';
/** What a time that is not there becomes in Go. */
const never = '0001-01-01T00:00:00.000Z';
const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Comentario as its embed API behaves (internal/api/restapi/handlers/embed_comment.go); compared with 3.13. */
export const comentarioStandIn = async (): Promise<ComentarioStandIn> => {
  const rows: Row[] = [];
  const pages = new Set<string>();
  const sessions = new Map<string, User>();
  const domain: ComentarioStandIn['domain'] = {
    host: 'example.org',
    authAnonymous: true,
    isDomainReadonly: false,
    isPageReadonly: false,
    enableCommentVoting: true,
    commentEditingAuthor: true,
    commentDeletionAuthor: true,
    maxCommentLength: 1_048_576,
    moderated: false,
  };
  const state = { views: 0 };

  const show = (row: Row, user?: User) => ({
    id: row.id,
    parentId: row.parentId ?? undefined,
    html: row.isDeleted ? '' : `<p>${escape(row.markdown)}</p>\n`,
    markdown: user?.id === row.userCreated ? row.markdown : undefined,
    score: scoreOf(row),
    isSticky: row.isSticky,
    isApproved: row.isApproved,
    isPending: row.isPending,
    isDeleted: row.isDeleted,
    createdTime: row.created.toISOString(),
    editedTime: row.edited?.toISOString() ?? never,
    deletedTime: never,
    userCreated: row.userCreated,
    authorName: row.authorName,
    direction: user ? (row.votes.get(user.id) ?? 0) : 0,
  });
  const showUser = (id: string) =>
    [...sessions.values()].find((user) => user.id === id) ?? { id: nobody, name: 'Anonymous', isModerator: false };

  const isVisible = (row: Row, user?: User): boolean =>
    row.isApproved || (row.isPending && user !== undefined && (user.isModerator || user.id === row.userCreated));

  const list = (path: string, user?: User): StandInAnswer => {
    state.views += 1;
    pages.add(path);
    const visible = rows.filter((row) => row.path === path && isVisible(row, user));
    const ids = new Set(visible.map(({ id }) => id));
    // Without orphans.
    const shown = visible.filter(({ parentId }) => parentId === null || ids.has(parentId));
    return {
      body: {
        pageInfo: { ...domain, domainId: randomUUID(), showDeletedComments: true },
        comments: shown.map((row) => show(row, user)),
        commenters: [...new Set(shown.map(({ userCreated }) => userCreated))].map(showUser),
      },
    };
  };

  const create = (body: Record<string, unknown>, session?: User): StandInAnswer => {
    const user = body.unregistered ? undefined : session;
    if (!body.unregistered && !session) return refuse(401, 'unauthenticated');
    if (!user && !domain.authAnonymous) return refuse(401, 'unauthenticated');
    if (!pages.has(body.path as string)) return { status: 404 };
    if (body.parentId && !uuid.test(body.parentId as string)) return refuse(400, 'invalid-uuid');
    if (domain.isDomainReadonly) return refuse(403, 'domain-readonly');
    if (domain.isPageReadonly) return refuse(403, 'page-readonly');
    // In bytes.
    if (Buffer.byteLength(body.markdown as string) > (domain.maxCommentLength as number))
      return refuse(422, 'comment-text-too-long');
    // A foreign key of the database: nobody looks before.
    if (body.parentId && !rows.some(({ id }) => id === body.parentId)) return refuse(500, '');
    const row: Row = {
      id: randomUUID(),
      parentId: (body.parentId as string | undefined) ?? null,
      path: body.path as string,
      markdown: body.markdown as string,
      authorName: user ? '' : ((body.authorName as string | undefined) ?? ''),
      userCreated: user?.id ?? nobody,
      created: new Date(),
      edited: null,
      isApproved: !domain.moderated,
      isPending: !!domain.moderated,
      isDeleted: false,
      isSticky: false,
      votes: new Map(),
    };
    rows.push(row);
    return { body: { comment: show(row, user), commenter: showUser(row.userCreated) } };
  };

  const change = (
    { method, body }: StandInRequest,
    row: Row,
    action: string | undefined,
    user?: User,
  ): StandInAnswer => {
    if (!user) return refuse(401, '');
    if (action === 'vote') {
      if (!domain.enableCommentVoting) return refuse(403, 'feature-disabled');
      if (row.userCreated === user.id) return refuse(403, 'self-vote');
      row.votes.set(user.id, body.direction as number);
      return { body: { score: scoreOf(row) } };
    }
    if (row.userCreated !== user.id && !user.isModerator) return refuse(403, 'not-allowed');
    if (method === 'DELETE') {
      row.isDeleted = true;
      row.markdown = '';
      return { status: 204, body: '' };
    }
    row.markdown = body.markdown as string;
    row.edited = new Date();
    return { body: { comment: show(row, user) } };
  };

  const standIn = await serveStandIn((request) => {
    const { method, path, body, headers } = request;
    const user = sessions.get(headers['x-user-session'] as string);
    const [, api, embed, comments, name, action] = path.split('/');
    if (api !== 'api' || embed !== 'embed' || comments !== 'comments') return { status: 404, body: '' };
    if (name === 'preview') return { body: { html: `<p>${escape(body.markdown as string)}</p>\n` } };
    if ('host' in body && body.host !== domain.host) return refuse(403, 'unknown-host');
    if (name === 'counts') {
      const countOf = (path: string) =>
        rows.filter((row) => row.path === path && row.isApproved && !row.isDeleted).length;
      const paths = (body.paths as string[]).filter((each) => pages.has(each));
      return { body: { commentCounts: Object.fromEntries(paths.map((each) => [each, countOf(each)])) } };
    }
    if (!name) return method === 'POST' ? list(body.path as string, user) : create(body, user);
    if (!uuid.test(name)) return refuse(400, 'invalid-uuid');
    const row = rows.find(({ id }) => id === name);
    return row ? change(request, row, action, user) : { status: 404 };
  });

  const signIn = (name: string, isModerator = false): string => {
    const session = randomUUID();
    sessions.set(session, { id: randomUUID(), name, websiteUrl: 'https://example.org/', isModerator });
    return session;
  };
  return Object.assign(state, { ...standIn, rows, domain, signIn });
};

const scoreOf = ({ votes }: Row): number => [...votes.values()].reduce((sum, direction) => sum + direction, 0);

const refuse = (status: number, id: string): StandInAnswer => ({ status, body: id ? { id, message: id } : '' });

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
