import { expect, test } from 'vitest';
import type { Backend, BackendFactory } from '../../src/backend.js';
import { artalkBackend } from '../../src/backends/artalk/index.js';
import { blueskyBackend } from '../../src/backends/bluesky/index.js';
import { comentarioBackend } from '../../src/backends/comentario/index.js';
import { cusdisBackend } from '../../src/backends/cusdis/index.js';
import { githubBackend } from '../../src/backends/github/index.js';
import { issoBackend } from '../../src/backends/isso/index.js';
import { mastodonBackend } from '../../src/backends/mastodon/index.js';
import { memoryBackend } from '../../src/backends/memory/index.js';
import { remark42Backend } from '../../src/backends/remark42/index.js';
import { staticBackend } from '../../src/backends/static/index.js';
import { twikooBackend } from '../../src/backends/twikoo/index.js';
import { walineBackend } from '../../src/backends/waline/index.js';
import { wordpressBackend } from '../../src/backends/wordpress/index.js';

// What each backend's own client calls a page, so that a page without an attribute finds the comments it has.

const page = 'http://Blog.example/posts/%C3%A4/?b=2&a=1#comment-1';
const asItIs = [page, page] as const;

const make = (factory: BackendFactory, options: Record<string, unknown> = {}): Backend =>
  factory({ url: 'https://comments.example', site: 'blog', options }) as Backend;

test.each<[string, BackendFactory, readonly (readonly [string, string])[]]>([
  ['Isso', issoBackend, [[page, '/posts/%C3%A4/']]],
  ['Twikoo', twikooBackend, [[page, '/posts/%C3%A4/']]],
  ['Artalk', artalkBackend, [[page, '/posts/%C3%A4/']]],
  ['Waline', walineBackend, [[page, '/posts/ä/']]],
  ['Comentario', comentarioBackend, [[page, 'https://blog.example/posts/%C3%A4/']]],
  ['Remark42', remark42Backend, [[page, page.replace('#comment-1', '')]]],
  ['Cusdis', cusdisBackend, [asItIs]],
  ['WordPress', wordpressBackend, [asItIs]],
  ['GitHub', githubBackend, [asItIs]],
  ['Mastodon', mastodonBackend, [asItIs]],
  ['Bluesky', blueskyBackend, [asItIs]],
  [
    'memory',
    memoryBackend,
    [
      [page, 'https://blog.example/posts/%C3%A4?a=1&b=2'],
      ['post-1/', 'post-1/'],
    ],
  ],
  ['static', staticBackend, [[page, 'https://blog.example/posts/%C3%A4?a=1&b=2']]],
])('%s names a page as its own client does, and a name again the same', (_, factory, names) => {
  const { threadId } = make(factory);
  for (const [said, name] of names) {
    expect(threadId!(said)).toBe(name);
    expect(threadId!(name)).toBe(name);
  }
});

test.each([
  ['Isso', issoBackend],
  ['Twikoo', twikooBackend],
  ['Artalk', artalkBackend],
  ['Waline', walineBackend],
])('%s takes a name that is no address as it is', (_, factory) => {
  for (const name of ['/posts/a/', '/posts/a', 'post-1', 'a b/c?d#e']) expect(make(factory).threadId!(name)).toBe(name);
});
