import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Undeliverable } from '../outbox/carrier.js';
import { isPublicAddress } from './public-address.js';

export interface PostRequest {
  url: string;
  body: string;
  headers: Record<string, string>;
  /** Whether it may be on this machine or in a network of one's own. */
  allowPrivate: boolean;
  signal?: AbortSignal;
  /** Whether an address may be connected to, where private ones may not. By default those of the Internet at large. */
  isPublic?: (address: string) => boolean;
  /** Names to addresses; by default the system's. */
  resolve?: typeof lookup;
}

const mostRedirects = 3;

/** Milliseconds that whoever is told has to answer. */
const patience = 15_000;

/**
 * Posts to an address that somebody set, but into no network that is not everybody's: what is checked is the address
 * that the connection is made to, so that a name which leads elsewhere a moment later leads nowhere, and again after
 * each redirect. Gives the answer's status.
 *
 * @throws Undeliverable where it may not be asked
 */
export const postJson = async (request: PostRequest, redirects = mostRedirects): Promise<number> => {
  const { status, location } = await post(request);
  if (!location || (status !== 307 && status !== 308)) return status;
  if (redirects === 0) throw new Error(`It redirects more than ${mostRedirects} times.`);
  const url = new URL(location, request.url);
  if (!/^https?:$/.test(url.protocol))
    throw new Undeliverable(`It redirects to ${url.protocol}, which is no web address.`);
  return postJson({ ...request, url: url.href }, redirects - 1);
};

const post = ({
  url,
  body,
  headers,
  allowPrivate,
  signal,
  isPublic = isPublicAddress,
  resolve = lookup,
}: PostRequest) =>
  new Promise<{ status: number; location?: string }>((done, fail) => {
    const { protocol, hostname } = new URL(url);
    const host = hostname.replace(/^\[|\]$/g, '');
    // An address itself is not looked up.
    if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) return fail(notPublic(host));
    const call = (protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
        // A connection that is kept would not be looked at again.
        agent: false,
        lookup: allowPrivate ? undefined : publicLookup(resolve, isPublic),
      },
      (response) => {
        response.destroy();
        done({ status: response.statusCode ?? 0, location: response.headers.location });
      },
    );
    call.on('error', fail);
    call.end(body);
  });

/** A name is refused where any of its addresses is not everybody's. */
const publicLookup =
  (resolve: typeof lookup, isPublic: (address: string) => boolean): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, '', 0);
      const inside = addresses.find(({ address }) => !isPublic(address));
      if (inside) return done(notPublic(`${hostname} (${inside.address})`), '', 0);
      if (options.all) return (done as (error: null, addresses: unknown) => void)(null, addresses);
      const [first] = addresses;
      return done(null, first?.address ?? '', first?.family ?? 0);
    });
  };

const notPublic = (name: string): Error =>
  new Undeliverable(`${name} is not on the public Internet. Set allowPrivate where that is meant.`);
