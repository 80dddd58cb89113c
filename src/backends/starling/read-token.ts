import type { ShownIdentity } from '../../backend.js';

/** What a token says about its bearer. Only the server verifies the token. */
export function readToken(token: string): { shown: ShownIdentity; hasEmail: boolean } {
  try {
    const bytes = atob(token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
    const { name, avatar, email } = JSON.parse(text) as Record<string, unknown>;
    return { shown: { name: String(name ?? ''), ...(typeof avatar === 'string' && { avatar }) }, hasEmail: !!email };
  } catch {
    return { shown: { name: '' }, hasEmail: false };
  }
}
