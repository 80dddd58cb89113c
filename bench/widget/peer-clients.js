import { join } from 'node:path';
import { installPeer } from '../../tests/peers/install-peer.ts';

/** The last comment says it too, so that one can see in any client's DOM that all are there. */
export const lastWords = 'These are the last words.';

/**
 * Clients of others that can write, from npm: what a page loads of them, how it starts them, and what their servers
 * answer, by the end of the address.
 *
 * @typedef {{
 *   name: string, packages: string[], scripts: string[], styles: string[],
 *   start: string, answers: (page: import('../../src/contract.js').Page) => Record<string, unknown>
 * }} PeerClient
 */

const flat = ({ comments }) => comments.flatMap((root) => [root, ...(root.replies ?? [])]);
const numbered = (page) => new Map(flat(page).map(({ id }, index) => [id, index + 1]));

/** @type {PeerClient[]} */
export const peerClients = [
  {
    name: 'cwd-widget',
    packages: ['cwd-widget@0.1.11'],
    scripts: ['cwd-widget/dist/cwd.js'],
    styles: [],
    start: `new CWDComments({ el: '#peer', apiBaseUrl: '/api-of-peer', lang: 'en-US', pageSize: 1000 }).mount()`,
    answers(page) {
      const ids = numbered(page);
      const cwd = ({ id, parent, author, html, createdAt, votes }) => ({
        id: ids.get(id),
        parentId: ids.get(parent) ?? null,
        name: author.name,
        url: author.url ?? null,
        contentHtml: html,
        contentText: '',
        created: Date.parse(createdAt),
        likes: votes.up,
        priority: 1,
        avatar: 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==',
        isAdmin: false,
      });
      return {
        '/api/config/comments': { enableArticleLike: false },
        '/api/comments': {
          data: page.comments.map((root) => ({
            ...cwd(root),
            replies: (root.replies ?? []).map((reply) => ({ ...cwd(reply), replyToAuthor: root.author.name })),
          })),
          pagination: { page: 1, limit: 1000, total: 1, totalCount: page.total },
        },
      };
    },
  },
  {
    name: 'Artalk',
    packages: ['artalk@2.9.1'],
    scripts: ['artalk/dist/Artalk.js'],
    styles: ['artalk/dist/Artalk.css'],
    start: `Artalk.init({ el: '#peer', pageKey: '/', pageTitle: 'A page', server: '/api-of-peer', site: 'site',
      locale: 'en', useBackendConf: false, pagination: { pageSize: 1000, autoLoad: false, readMore: true } })`,
    answers(page) {
      const ids = numbered(page);
      return {
        '/comments': {
          comments: flat(page).map(({ id, parent, root, author, html, createdAt, votes }) => ({
            id: ids.get(id),
            rid: ids.get(parent) ?? 0,
            root_id: id === root ? 0 : ids.get(root),
            content: html,
            content_marked: html,
            user_id: 1,
            nick: author.name,
            email_encrypted: '',
            link: author.url ?? '',
            date: createdAt.slice(0, 19).replace('T', ' '),
            is_allow_reply: true,
            is_collapsed: false,
            is_pending: false,
            is_pinned: false,
            visible: true,
            vote_up: votes.up,
            vote_down: votes.down,
            page_key: '/',
            site_name: 'site',
            badge_name: '',
            badge_color: '',
          })),
          count: page.total,
          roots_count: page.comments.length,
          page: { id: 1, key: '/', title: 'A page', url: '/', admin_only: false, pv: 1, vote_up: 0, vote_down: 0 },
        },
      };
    },
  },
  {
    name: 'Waline',
    packages: ['@waline/client@3.13.0'],
    scripts: ['@waline/client/dist/waline.umd.js'],
    styles: ['@waline/client/dist/waline.css'],
    start: `Waline.init({ el: '#peer', serverURL: location.origin + '/api-of-peer', path: '/', lang: 'en', emoji: false,
      search: false, imageUploader: false, pageSize: 100 })`,
    answers(page) {
      const ids = numbered(page);
      const waline = ({ id, parent, root, author, html, createdAt, votes }) => ({
        objectId: ids.get(id),
        pid: ids.get(parent),
        rid: id === root ? undefined : ids.get(root),
        nick: author.name,
        link: author.url ?? '',
        avatar: '',
        comment: html,
        orig: '',
        time: Date.parse(createdAt),
        like: votes.up,
        status: 'approved',
        type: '',
        browser: '',
        os: '',
      });
      return {
        '/api/comment': {
          errno: 0,
          errmsg: '',
          data: {
            page: 1,
            totalPages: 1,
            pageSize: 100,
            count: page.total,
            data: page.comments.map((root) => ({
              ...waline(root),
              children: (root.replies ?? []).map((reply) => ({
                ...waline(reply),
                reply_user: { nick: root.author.name, link: '', avatar: '' },
              })),
            })),
          },
        },
        '/api/article': { errno: 0, data: [{ time: 1 }] },
      };
    },
  },
];

/**
 * Where the client's files lie; installs them where they are missing.
 *
 * @param {PeerClient} client
 * @returns {Promise<string>} the folder of packages
 */
export const filesOf = async ({ name, packages }) =>
  join(await installPeer(`bench-${name.toLowerCase()}`, packages), 'node_modules');
