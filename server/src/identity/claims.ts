import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { ApiError } from '../api-error.js';
import { emailPattern, limits } from '../contract.js';
import { isBlank } from '../service/text/visible.js';
import type { Role } from '../store/moderation-records.js';

/** The verified claims of a token: who somebody is. */
export interface Claims {
  issuer: string;
  subject: string;
  name: string;
  email?: string;
  /** Whether the issuer has verified that the address is theirs. */
  emailVerified: boolean;
  /** An https address. */
  avatar?: string;
  /**
   * Only from a site's own tokens: the role is shown beside the name, and comments of people with a role are never
   * held.
   */
  role?: Role;
  /** Milliseconds since 1970. */
  issuedAt: number;
}

/** The claims of somebody who has signed in at this server. */
export type NewClaims = Omit<Claims, 'issuer' | 'issuedAt' | 'role'>;

const text = (most: number) =>
  z
    .string()
    .refine((value) => [...value].length <= most && value.isWellFormed() && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value));

const absent = (value: unknown): unknown => (value === null || value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.optional());

const emailAddress = text(limits.email).regex(emailPattern);
const picture = text(limits.url)
  .refine((value) => URL.parse(value)?.protocol === 'https:')
  .transform((value) => new URL(value).href);

/** A provider's value if a token could contain it, otherwise undefined: nobody is kept out because of a picture. */
export const emailOf = (value: unknown): string | undefined => emailAddress.safeParse(value).data;
export const avatarOf = (value: unknown): string | undefined => picture.safeParse(value).data;

const claims = z.object({
  iss: optional(text(limits.url)),
  sub: text(255).min(1),
  iat: z.number(),
  name: text(limits.name)
    .refine((value) => !isBlank(value))
    .transform((value) => value.trim()),
  email: optional(emailAddress),
  email_verified: optional(z.boolean()),
  avatar: optional(picture),
  role: optional(z.enum(['owner', 'moderator'])),
});

/**
 * The claims of a token whose signature and times were verified.
 *
 * @throws ApiError `unauthorized` if one of them can't be shown
 */
export const readClaims = (payload: JWTPayload, { mayHaveRole }: { mayHaveRole: boolean }): Claims => {
  const { data, error } = claims.safeParse(payload);
  if (error) {
    const claim = String(error.issues[0]?.path[0]);
    throw new ApiError('unauthorized', `The identity token is refused. Its "${claim}" ${mustBe[claim] ?? 'is wrong'}.`);
  }
  return {
    issuer: data.iss ?? '',
    subject: data.sub,
    name: data.name,
    emailVerified: data.email !== undefined && data.email_verified === true,
    issuedAt: data.iat * 1000,
    ...(data.email !== undefined && { email: data.email }),
    ...(data.avatar !== undefined && { avatar: data.avatar }),
    ...(mayHaveRole && data.role !== undefined && { role: data.role }),
  };
};

const mustBe: Record<string, string> = {
  sub: 'must be a text of 1 to 255 characters',
  name: `must be a text of 1 to ${limits.name} characters on one line`,
  email: 'must be an e-mail address',
  avatar: 'must be an https address',
  role: 'must be "owner" or "moderator"',
};
