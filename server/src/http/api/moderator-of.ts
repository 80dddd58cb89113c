import type { Moderator } from '../../service/moderation.js';
import type { Signed } from '../../service/sessions.js';

/** Who acts, as the log names them: a key under its own name, which is told from a login. */
export const moderatorOf = ({ name, scope, role, by }: Signed): Moderator => ({
  name: by === 'key' ? `key ${name}` : name,
  scope,
  role,
});
