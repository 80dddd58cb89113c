import type { BackendIdentity, ShownIdentity, TokenSource } from '../../backend.js';
import { randomToken } from '../../platform/random-token.js';
import { keep, recall } from '../../platform/storage.js';
import { visitorToken } from '../shared/visitor-token.js';
import type { Connection } from './connection.js';
import { readToken } from './read-token.js';
import { send } from './send.js';
import { takeCode, visitProvider } from './visit-provider.js';

/** Who is signed in at a server, on a site. There is one for each connection. */
export function identityOf(connection: Connection): BackendIdentity {
  let found = identities.get(connection);
  if (!found) identities.set(connection, (found = createIdentity(connection)));
  return found;
}

const identities = new WeakMap<Connection, BackendIdentity>();

/** The request header with the identity's token. */
const header = 'starling-identity';

function createIdentity(connection: Connection): BackendIdentity {
  const { visitorKey, site = '' } = connection;
  const key = `${visitorKey} ${site}`;
  /** Storage key of the server's own token, which is kept from one visit to the next. */
  const tokenKey = `${key}:token`;
  /** Storage key of whether this browser's visitor was signed in before; a guest would be mistaken for that person. */
  const usedKey = `${key}:identity`;
  const listeners = new Set<() => void>();
  let source: TokenSource | undefined;
  let token: string | undefined;

  const take = (next: string | undefined): void => {
    const before = identity.current;
    token = next || undefined;
    const { shown, hasEmail = false } = token === undefined ? {} : readToken(token);
    identity.current = shown;
    identity.hasEmail = hasEmail;
    identity.canSignOut = !!shown && !source;
    if (shown) {
      keep(usedKey, true);
      // Their comments and votes are only requested by browsers with a visitor token, so create one.
      visitorToken(visitorKey, true);
    }
    if (!isSame(before, shown)) for (const listener of listeners) listener();
  };
  const takeKept = (): void => take(recall<string>(tokenKey));
  const signIn = (own: string): void => {
    keep(tokenKey, own);
    takeKept();
  };
  const signOut = (): void => {
    keep(tokenKey, undefined);
    source = undefined;
    beAnotherVisitor();
    take(undefined);
  };
  const beAnotherVisitor = (): void => {
    keep(usedKey, undefined);
    keep(visitorKey, randomToken());
  };
  const ask = <T>(path: string, body: object, captcha?: Parameters<BackendIdentity['sendCode']>[1]) =>
    send<T>(connection, `identity/${path}`, { ...captcha, method: 'POST', body }, visitorToken(visitorKey, true));
  const redeem = async (code: string, verifier: string) =>
    signIn((await ask<{ token: string }>('token', { code, verifier })).token);

  const tokenFor = async (isWrite: boolean): Promise<string | undefined> => {
    // If the source failed before, it may work now.
    if (typeof source === 'function' && token === undefined) take(await source());
    if (token === undefined && isWrite && recall(usedKey)) beAnotherVisitor();
    return token;
  };
  /** Called when the server has refused the token. Resolves to whether there is another one to try. */
  const renew = async (refused: string): Promise<boolean> => {
    if (token !== refused) return token !== undefined;
    if (typeof source === 'function') take(await source());
    else if (!source) signOut();
    return token !== undefined && token !== refused;
  };
  connection.signedIn = async (ask, isWrite) => {
    const used = await tokenFor(isWrite);
    if (!used) return ask();
    return ask({ [header]: used }).catch(async (cause) => {
      if (cause.code !== 'unauthorized' || !(await renew(used))) throw cause;
      return ask({ [header]: (await tokenFor(isWrite)) ?? '' });
    });
  };

  const identity: { -readonly [Name in keyof BackendIdentity]: BackendIdentity[Name] } = {
    current: undefined,
    canSignOut: false,
    hasEmail: false,
    use: async (next) => {
      source = next || undefined;
      if (!source) return takeKept();
      const given = typeof next === 'function' ? await next().catch(() => undefined) : next;
      // Ignore the result if a newer call has replaced the source.
      if (source === next) take(given);
    },
    sendCode: async (email, options) => void (await ask('email', { email }, options)),
    enterCode: async (email, code, name) =>
      signIn((await ask<{ token: string }>('email/verify', { email, code, name })).token),
    signInAt: (provider) => visitProvider(connection, provider, key, redeem),
    signOut,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  takeKept();
  takeCode(key, redeem);
  // The reader may sign in or out in another window.
  addEventListener('storage', (event) => event.key === tokenKey && !source && takeKept());
  return identity;
}

const isSame = (one?: ShownIdentity, other?: ShownIdentity): boolean =>
  one?.name === other?.name && one?.avatar === other?.avatar && !one === !other;
