import type { Moderator } from '../../service/moderation.js';
import type { Signed } from '../../service/sessions.js';

/** Who acts, as the log names them. Keys get a prefix that distinguishes them from logins. */
export const moderatorOf = ({ name, scope, role, by }: Signed): Moderator => ({
  name: by === 'key' ? `key ${name}` : name,
  scope,
  role,
});
