/*
 * Answers in the shape of mastodon/mastodon app/serializers/rest/status_serializer.rb, account_serializer.rb and
 * context_serializer.rb, whole, so that an adapter finds in them what it would find there. Written by hand.
 */

export const account = (id: string, name: string, more: object = {}) => ({
  id,
  username: name.toLowerCase().replace(/\W/g, ''),
  acct: name.toLowerCase().replace(/\W/g, ''),
  display_name: name,
  locked: false,
  bot: false,
  discoverable: true,
  group: false,
  created_at: '2019-03-02T00:00:00.000Z',
  note: '<p>Hello</p>',
  url: `https://mastodon.example/@${name.toLowerCase().replace(/\W/g, '')}`,
  avatar: 'https://files.mastodon.example/avatar.png',
  avatar_static: 'https://files.mastodon.example/avatar.png',
  header: 'https://files.mastodon.example/header.png',
  header_static: 'https://files.mastodon.example/header.png',
  followers_count: 12,
  following_count: 34,
  statuses_count: 56,
  last_status_at: '2026-01-02',
  emojis: [] as object[],
  fields: [],
  ...more,
});

export const status = (id: string, inReplyTo: string, inReplyToAccount: string, more: object = {}) => ({
  id,
  created_at: '2026-01-02T03:04:05.678Z',
  in_reply_to_id: inReplyTo,
  in_reply_to_account_id: inReplyToAccount,
  sensitive: false,
  spoiler_text: '',
  visibility: 'public',
  language: 'en',
  uri: `https://mastodon.example/users/ada/statuses/${id}`,
  url: `https://mastodon.example/@ada/${id}`,
  replies_count: 0,
  reblogs_count: 0,
  favourites_count: 0,
  quotes_count: 0,
  edited_at: null as string | null,
  content: '<p>Hello</p>',
  reblog: null,
  application: null,
  account: account('7', 'Bob'),
  media_attachments: [] as object[],
  mentions: [],
  tags: [],
  emojis: [],
  card: null,
  poll: null,
  ...more,
});

export const context = (...descendants: object[]) => ({ ancestors: [], descendants });

/** How Mastodon shows an address: app/lib/text_formatter.rb. */
export const shownLink =
  '<a href="https://www.example.org/a/rather/long/address/of/a/page" target="_blank" rel="nofollow noopener noreferrer" translate="no">' +
  '<span class="invisible">https://www.</span><span class="ellipsis">example.org/a/rather/long/addr</span>' +
  '<span class="invisible">ess/of/a/page</span></a>';

export const image = {
  id: '22',
  type: 'image',
  url: 'https://files.mastodon.example/media/22.png',
  preview_url: 'https://files.mastodon.example/media/22-small.png',
  remote_url: null,
  preview_remote_url: null,
  text_url: null,
  meta: { original: { width: 640, height: 480 } },
  description: 'A bird with “quotes"',
  blurhash: 'UFBWY:8_0Jxv4mx]t8t64.%M-:IUWGAt6M}t',
};
