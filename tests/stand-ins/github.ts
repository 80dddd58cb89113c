/*
 * Answers in the shape of `issue-comment` in github/rest-api-description, with the media type html+json, whole.
 * Written by hand.
 */

export const comment = (id: number, more: object = {}) => ({
  id,
  node_id: 'IC_kwDOAAAAAA',
  url: `https://api.github.com/repos/ada/notes/issues/comments/${id}`,
  html_url: `https://github.com/ada/notes/issues/1#issuecomment-${id}`,
  issue_url: 'https://api.github.com/repos/ada/notes/issues/1',
  body_html: '<p dir="auto">Hello</p>',
  user: user('bob'),
  created_at: '2026-01-02T03:04:05Z',
  updated_at: '2026-01-02T03:04:05Z',
  author_association: 'NONE',
  performed_via_github_app: null,
  reactions: reactions(0, 0),
  pin: null as object | null,
  minimized: null as object | null,
  ...more,
});

export const user = (login: string) => ({
  login,
  id: 1,
  node_id: 'MDQ6VXNlcjE=',
  avatar_url: 'https://avatars.githubusercontent.com/u/1?v=4',
  gravatar_id: '',
  url: `https://api.github.com/users/${login}`,
  html_url: `https://github.com/${login}`,
  type: 'User',
  user_view_type: 'public',
  site_admin: false,
});

export const reactions = (up: number, down: number) => ({
  url: 'https://api.github.com/repos/ada/notes/issues/comments/1/reactions',
  total_count: up + down + 3,
  '+1': up,
  '-1': down,
  laugh: 1,
  hooray: 0,
  confused: 0,
  heart: 2,
  rocket: 0,
  eyes: 0,
});
