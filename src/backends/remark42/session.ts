import type { RequestOptions } from '../../backend.js';
import { StarlingError } from '../../errors.js';
import type { Http, HttpAnswer, HttpRequest } from '../shared/http-json.js';
import { randomToken } from '../../platform/random-token.js';
import { keep, recall } from '../../platform/storage.js';

/** What is stored in this browser. A token is valid for five minutes, but the same name logs in as the same user. */
interface Kept {
  /** The name last used. */
  name?: string;
  /** Comment ids with the name that each was written under, newest first. */
  names: [id: string, name: string][];
}

const most = 300;

const noToken =
  'the server gave no X-JWT that this page may read: set AUTH_SEND_JWT_HEADER=true, and on another origin have the ' +
  'proxy before it send Access-Control-Expose-Headers: X-JWT';

/** Whether Remark42 accepts an anonymous name (backend/app/cmd/server.go). The length is counted in UTF-8 bytes. */
export const isAnonymousName = (name: string): boolean => {
  const { length } = new TextEncoder().encode(name);
  return length >= 3 && length <= 64 && /^[\p{L}\d_ ]+$/u.test(name);
};

/** Anonymous login to Remark42, with the token in a header. Done when a request first needs it or it has expired. */
export const remark42Session = (http: Http, url: string, site: string) => {
  const key = `starling:remark42:${site}:${url}`;
  const read = (): Kept => ({ names: [], ...recall<Partial<Kept>>(key) });
  /** Tokens by name. They are promises, so that simultaneous requests log in only once. */
  const tokens = new Map<string, Promise<string>>();

  const logIn = async (user: string, { signal }: RequestOptions): Promise<string> => {
    const params = { user, aud: site, site };
    const { headers } = await http(`${url}/auth/anonymous/login`, { params, signal }).catch((cause) => {
      if (cause.code === 'forbidden')
        throw new StarlingError('invalid', cause.message, { fields: { 'author.name': 'Not a name of this server.' } });
      throw cause.code === 'not-found' ? new StarlingError('misconfigured', 'anonymous log-in is off') : cause;
    });
    const token = headers.get('x-jwt');
    if (!token) throw new StarlingError('misconfigured', noToken);
    return token;
  };

  const tokenOf = (name: string, options: RequestOptions): Promise<string> => {
    let token = tokens.get(name);
    if (!token) {
      tokens.set(name, (token = logIn(name, options)));
      token.catch(() => tokens.delete(name));
    }
    return token;
  };

  const guestName = (): string => {
    const name = read().name ?? `reader_${randomToken().replace(/\W/g, '').slice(0, 8)}`;
    keep(key, { ...read(), name });
    return name;
  };

  return {
    /** The name that a comment was written under, if it was written in this browser. */
    nameOf: (id: string): string | undefined => read().names.find(([own]) => own === id)?.[1],

    remember: (id: string, name: string): void => {
      const names: Kept['names'] = [[id, name], ...read().names];
      keep(key, { name, names: names.slice(0, most) } satisfies Kept);
    },

    /** A request as a user: by default the one last used, else a guest whose name is generated once. */
    call: async (path: string, request: HttpRequest, name = guestName()): Promise<HttpAnswer> => {
      const send = async () => {
        const headers = { 'x-jwt': await tokenOf(name, request) };
        return http(`${url}/api/v1${path}`, { ...request, headers });
      };
      request.signal?.throwIfAborted();
      return send().catch((cause) => {
        if (cause.code !== 'unauthorized') throw cause;
        // The token has expired: log in as the same user and try again.
        tokens.delete(name);
        return send();
      });
    },
  };
};
