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
  /** Whether the address may be on this machine or in a private network. */
  allowPrivate: boolean;
  signal?: AbortSignal;
  /** Whether an address may be connected to if private ones are not allowed. By default, public Internet addresses. */
  isPublic?: (address: string) => boolean;
  /** Resolves host names; by default with the system's resolver. */
  resolve?: typeof lookup;
}

const mostRedirects = 3;

/** Milliseconds in which the receiver must answer. */
const patience = 15_000;

/**
 * Posts to a configured address, but not into a private network. The address that is checked is the one that is
 * connected to, so a host name that resolves differently a moment later gains nothing. It is checked again after each
 * redirect. Returns the answer's status.
 *
 * @throws Undeliverable if the address is not allowed
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
    // Host names are checked when they are resolved; an IP address is never resolved, so it is checked here.
    if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) return fail(notPublic(host));
    const call = (protocol === 'https:' ? requestHttps : requestHttp)(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
        signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
        // A kept-alive connection would not be checked again.
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

/** A host name is rejected if any of its addresses is not public. */
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
