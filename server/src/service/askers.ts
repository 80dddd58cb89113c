import { ApiError } from '../api-error.js';
import type { CaptchaAnswer } from '../contract.js';
import { hashWithKey } from '../hash.js';
import type { Claims } from '../identity/claims.js';
import { identityPrefix, type IdentityRecord } from '../store/identity-record.js';
import type { Store } from '../store/store.js';
import type { Site } from './sites.js';
import type { Admittance, Visitors } from './visitors.js';

/** Who makes a request, according to the request itself. */
export interface Asker {
  /** The hash of the visitor's token. */
  visitor: string | null;
  /** An identity token that has not been verified yet. */
  identityToken?: string;
}

/** Who makes a request: an identity, or a visitor, or somebody who can't be recognised again. */
export interface Person<Id extends string | null = string | null> {
  /** The id by which the store knows them. */
  id: Id;
  identity?: Identity;
}

export type Identity = Claims & {
  /** Their stored record; undefined before their first write. */
  kept: IdentityRecord | undefined;
};

/** Whether a signed-in person is known to read the address's mail. */
export const isOwnAddress = (identity: Identity | undefined, email: string): boolean =>
  identity?.emailVerified === true && identity.email === email;

export interface Askers {
  /**
   * Finds out who makes a request on a site. The first time that a request has both tokens, everything done as the
   * visitor moves to the identity.
   *
   * @throws ApiError `unauthorized` if an identity token is invalid: the person is not treated as a guest instead
   */
  find(site: Site, asker: Asker): Promise<Person>;
  /** Like `find`, but the person must be recognisable. @throws ApiError `unauthorized` */
  findKnown(site: Site, asker: Asker): Promise<Person<string>>;
  /** Admits a person's write; people who are signed in need no captcha. @see Visitors */
  admit(
    site: Site,
    person: Person,
    answer: CaptchaAnswer | undefined,
    outage?: Parameters<Visitors['admit']>[3],
  ): Promise<Admittance>;
}

export const createAskers = (store: Store, visitors: Visitors, secret: string, now: () => number): Askers => {
  const find: Askers['find'] = async (site, { visitor, identityToken }) => {
    if (identityToken === undefined) return { id: visitor };
    if (!site.identity) throw new ApiError('unauthorized', 'This site knows no identities: its settings have none.');
    const claims = await site.identity.verify(identityToken, site.id, now());
    const id =
      identityPrefix + hashWithKey(secret, JSON.stringify(['identity', site.id, claims.issuer, claims.subject]));
    const { kept, toMerge } = await store.read(async ({ identities }) => ({
      kept: await identities.find(site.id, id),
      toMerge: visitor !== null && (await identities.hasAny(site.id, visitor)),
    }));
    // Tokens have their time in whole seconds, so equal times are rejected too.
    if (kept?.notBefore != null && claims.issuedAt <= kept.notBefore) {
      throw new ApiError('unauthorized', 'This person was erased. Sign in anew to begin again.');
    }
    if (toMerge && visitor !== null) {
      await store.identities.merge({ site: site.id, visitor, identity: id, now: now() });
    }
    return { id, identity: { ...claims, kept: kept?.record } };
  };

  return {
    find,

    findKnown: async (site, asker) => {
      const { id, ...person } = await find(site, asker);
      if (id === null) throw new ApiError('unauthorized', 'This needs a visitor token.');
      return { id, ...person };
    },

    admit: async (site, { id, identity }, answer, outage) => {
      if (!identity || id === null) return visitors.admit(site, id, answer, outage);
      const record = toRecord(site.id, id, identity);
      if (!isSame(record, identity.kept)) await store.identities.keep(record, now());
      return {};
    },
  };
};

const toRecord = (site: string, identity: string, claims: Claims): IdentityRecord => ({
  site,
  identity,
  issuer: claims.issuer,
  subject: claims.subject,
  name: claims.name,
  email: claims.email ?? null,
  emailVerified: claims.emailVerified,
  avatar: claims.avatar ?? null,
  role: claims.role ?? null,
});

const isSame = (record: IdentityRecord, kept: IdentityRecord | undefined): boolean =>
  kept !== undefined && Object.entries(record).every(([name, value]) => kept[name as keyof IdentityRecord] === value);
