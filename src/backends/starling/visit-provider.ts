import { randomToken } from '../../platform/random-token.js';
import { keep, recall } from '../../platform/storage.js';
import type { Connection } from './connection.js';

type Redeem = (code: string, verifier: string) => Promise<void>;

/** As long as the server waits for who went away. */
const minutes = 10;

interface Pending {
  verifier: string;
  until: number;
}

/**
 * Goes to where people sign in: in a window, which gives its code to this page by a message; where windows are blocked,
 * in place of this page, and comes back with the code in the address. What is typed is kept as a draft.
 */
export function visitProvider(connection: Connection, provider: string, key: string, redeem: Redeem): void {
  // At once, or the browser takes it for an advertisement.
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

/** The code in this page's address, for which this browser went away. */
export function takeCode(key: string, redeem: Redeem): void {
  const [, code] = /^#starling-code=([\w-]+)$/.exec(location.hash) ?? [];
  if (!code || !recall(pendingKey(key))) return;
  history.replaceState(history.state, '', location.href.replace(/#.*/, ''));
  finish(key, code, redeem);
}

function finish(key: string, code: string, redeem: Redeem): void {
  const { verifier, until = 0 } = recall<Pending>(pendingKey(key)) ?? {};
  keep(pendingKey(key), undefined);
  // Where it is no good the reader is still a guest, and can try again.
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
