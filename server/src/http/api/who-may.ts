import type { Signed } from '../../service/sessions.js';

/**
 * Who may use each route of the API. A route that is not listed is denied to everybody.
 *
 * `anybody` includes visitors with their token; `session` is a moderator who signed in; `moderator` is that or a key;
 * `owner` only those with access to all sites. Which sites a moderator has access to is checked by the service.
 */
export const whoMay: Readonly<Record<string, Who>> = {
  'GET /comments': 'anybody',
  'GET /comments/{id}': 'anybody',
  'POST /comments': 'anybody',
  'PATCH /comments/{id}': 'anybody',
  'DELETE /comments/{id}': 'anybody',
  'PUT /comments/{id}/vote': 'anybody',
  'POST /comments/{id}/report': 'anybody',
  'GET /ratings': 'anybody',
  'PUT /ratings': 'anybody',
  'GET /mine': 'anybody',
  'GET /counts': 'anybody',
  'GET /events': 'anybody',
  'POST /preview': 'anybody',
  'GET /challenge': 'anybody',
  'GET /identity/{provider}': 'anybody',
  'GET /identity/{provider}/callback': 'anybody',
  'POST /identity/token': 'anybody',
  'POST /identity/email': 'anybody',
  'POST /identity/email/verify': 'anybody',
  'POST /subscriptions': 'anybody',

  'POST /moderation/session': 'anybody',
  'GET /moderation/session': 'moderator',
  'DELETE /moderation/session': 'session',
  'POST /moderation/password': 'session',

  'GET /moderation/comments': 'moderator',
  'GET /moderation/comments/{id}': 'moderator',
  'POST /moderation/comments/actions': 'moderator',
  'PATCH /moderation/comments/{id}': 'moderator',
  'POST /moderation/comments/{id}/replies': 'moderator',
  'GET /moderation/threads': 'moderator',
  'PATCH /moderation/threads': 'moderator',
  'POST /moderation/threads/move': 'moderator',
  'GET /moderation/bans': 'moderator',
  'POST /moderation/bans': 'moderator',
  'DELETE /moderation/bans/{id}': 'moderator',
  'POST /moderation/undo': 'moderator',
  'POST /moderation/people/trust': 'moderator',
  'GET /moderation/people': 'moderator',
  'POST /moderation/people/erase': 'moderator',
  'GET /moderation/log': 'moderator',
  'GET /moderation/stats': 'moderator',
  'GET /moderation/events': 'moderator',
};

export type Who = 'anybody' | 'session' | 'moderator' | 'owner';

export const isAllowed = (who: Exclude<Who, 'anybody'>, signed: Signed): boolean =>
  (who !== 'session' || signed.by === 'session') && (who !== 'owner' || signed.role === 'owner');
