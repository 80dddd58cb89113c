import type { BackendFactory } from '../../../src/backend.js';
import { artalkBackend } from '../../../src/backends/artalk/index.js';
import { comentarioBackend } from '../../../src/backends/comentario/index.js';
import { cusdisBackend } from '../../../src/backends/cusdis/index.js';
import { issoBackend } from '../../../src/backends/isso/index.js';
import { remark42Backend } from '../../../src/backends/remark42/index.js';
import { twikooBackend } from '../../../src/backends/twikoo/index.js';
import { walineBackend } from '../../../src/backends/waline/index.js';
import { wordpressBackend } from '../../../src/backends/wordpress/index.js';

type Raw = Record<string, unknown>;

/** How a server says what all of them say. */
export interface Dialect {
  create: BackendFactory;
  options?: Record<string, unknown>;
  /** `more` may name `name`, `url`, `html`, `time` and `number`. */
  comment(id: unknown, parent: unknown, more?: Raw): Raw;
  /** A comment with replies below it. */
  node(comment: Raw, replies: unknown): unknown;
  list(nodes: unknown): unknown;
}

/** An object that no text can be made of. */
export const poison = { toString: 1, valueOf: 1 };

const flat = (comment: Raw): unknown => comment;

export const dialects: Record<string, Dialect> = {
  wordpress: {
    create: wordpressBackend,
    comment: (
      id,
      parent,
      { name = 'Ada', url = '', html = '<p>x</p>', time = '2026-01-01T00:00:00', number } = {},
    ) => ({
      ...{ id, parent: parent ?? 0, post: 7, author_name: name, author_url: url, content: { rendered: html } },
      // Every comment says that there are answers to it.
      ...{ date_gmt: time, status: 'approved', starling_rating: number, _links: { children: [{}] } },
    }),
    node: flat,
    list: (nodes) => nodes,
  },
  isso: {
    create: issoBackend,
    comment: (id, parent, { name = 'Ada', url = '', html = '<p>x</p>', time = 1, number = 1 } = {}) => ({
      ...{ id, parent, author: name, website: url, text: html, created: time, modified: time, mode: 1 },
      // Every comment says that there are more answers to it.
      ...{ likes: number, dislikes: number, hidden_replies: 1 },
    }),
    node: (comment, replies) => ({ ...comment, replies }),
    list: (nodes) => ({ replies: nodes, config: poison }),
  },
  remark42: {
    create: remark42Backend,
    comment: (id, parent, { name = 'Ada', html = '<p>x</p>', time = '2026-01-01T00:00:00Z', number = 1 } = {}) => ({
      ...{ id, pid: parent ?? '', user: { name }, text: html, time, score: number, edit: { time } },
    }),
    node: (comment, replies) => ({ comment, replies }),
    list: (nodes) => ({ comments: nodes, info: { count: 3, count_left: 9, last_comment: 'a' }, auth_providers: 7 }),
  },
  waline: {
    create: walineBackend,
    options: { token: 'token' },
    comment: (id, parent, { name = 'Ada', url = '', html = '<p>x</p>', time = 1, number = 1 } = {}) => ({
      ...{ objectId: id, pid: parent, rid: parent, nick: name, link: url, comment: html, time, like: number },
    }),
    node: (comment, children) => ({ ...comment, children }),
    list: (data) => ({ errno: 0, data: { data, count: 3 } }),
  },
  artalk: {
    create: artalkBackend,
    comment: (id, parent, { name = 'Ada', url = '', html = '<p>x</p>', time = '2026-01-01', number = 1 } = {}) => ({
      ...{ id, rid: parent ?? 0, nick: name, link: url, content_marked: html, date: time, page_key: '7' },
      ...{ vote_up: number, vote_down: number, up: number, down: number, is_up: number, is_pass: number },
    }),
    node: flat,
    list: (comments) => ({ comments, count: 3, page: poison }),
  },
  twikoo: {
    create: twikooBackend,
    comment: (id, parent, { name = 'Ada', url = '', html = '<p>x</p>', time = 1, number = 1 } = {}) => ({
      ...{ id, pid: parent, rid: parent, nick: name, link: url, comment: html, created: time },
      ...{ ups: number, downs: number, code: 0 },
    }),
    node: (comment, replies) => ({ ...comment, replies }),
    list: (data) => ({ code: 0, data, more: true, config: {} }),
  },
  cusdis: {
    create: cusdisBackend,
    comment: (id, parent, { name = 'Ada', html = '<p>x</p>', time = '2026-01-01' } = {}) => ({
      ...{ id, parentId: parent, by_nickname: name, parsedContent: html, createdAt: time },
    }),
    node: (comment, data) => ({ ...comment, replies: { data } }),
    list: (data) => ({ data: { data, commentCount: 3 } }),
  },
  comentario: {
    create: comentarioBackend,
    options: { token: 'token' },
    comment: (id, parent, { name = 'Ada', html = '<p>x</p>', time = '2026-01-01', number = 1 } = {}) => ({
      ...{ id, parentId: parent, authorName: name, html, createdTime: time, editedTime: time, score: number },
    }),
    node: flat,
    list: (comments) => ({ comments, commenters: comments, pageInfo: { authAnonymous: true } }),
  },
};
