import { randomToken } from '../../platform/random-token.js';
import { keep, recall } from '../../platform/storage.js';
import type { Connection } from './connection.js';

type Redeem = (code: string, verifier: string) => Promise<void>;

/** How long a sign-in may take, as on the server. */
const minutes = 10;

interface Pending {
  verifier: string;
  until: number;
}

/**
 * Goes to the provider's sign-in page: in a window, which sends its code to this page by a message, or if windows are
 * blocked in place of this page, which then returns with the code in its address. Typed text is stored as a draft.
 */
export function visitProvider(connection: Connection, provider: string, key: string, redeem: Redeem): void {
  // Opened synchronously, because otherwise the browser would block it as a pop-up.
  const popup = open('', '_blank', 'popup,width=520,height=680');
  void go(connection, provider, key).then((address) => {
    if (!popup || popup.closed) return location.assign(address);
    popup.location.replace(address);
    const { origin } = new URL(address);
    const listen = ({ source, origin: from, data }: MessageEvent): void => {
      if (source !== popup || from !== origin || typeof data?.starlingCode !== 'string') return;
      removeEventListener('message', listen);
      finish(key, data.starlingCode, redeem);
    };
    addEventListener('message', listen);
  });
}

/** Uses the code in this page's address, if this browser has asked for one. */
export function takeCode(key: string, redeem: Redeem): void {
  const [, code] = /^#starling-code=([\w-]+)$/.exec(location.hash) ?? [];
  if (!code || !recall(pendingKey(key))) return;
  history.replaceState(history.state, '', location.href.replace(/#.*/, ''));
  finish(key, code, redeem);
}

function finish(key: string, code: string, redeem: Redeem): void {
  const { verifier, until = 0 } = recall<Pending>(pendingKey(key)) ?? {};
  keep(pendingKey(key), undefined);
  // If the code is not valid, the reader is still a guest and can try again.
  if (verifier && until > Date.now()) redeem(code, verifier).catch(() => undefined);
}

async function go({ visitorKey, site }: Connection, provider: string, key: string): Promise<string> {
  const verifier = randomToken() + randomToken();
  keep(pendingKey(key), { verifier, until: Date.now() + minutes * 60_000 } satisfies Pending);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const challenge = btoa(String.fromCharCode(...new Uint8Array(digest))).replace(
    /[+/=]/g,
    (character) => ({ '+': '-', '/': '_' })[character] ?? '',
  );
  const query = new URLSearchParams({
    ...(site && { site }),
    origin: location.origin,
    challenge,
    return: location.href.replace(/#.*/, ''),
  });
  return `${visitorKey.replace('starling:visitor:', '')}/api/v1/identity/${provider}?${query}`;
}

const pendingKey = (key: string): string => `${key}:pending`;
