import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { ApiError } from '../api-error.js';
import { emailPattern, limits } from '../contract.js';
import { isBlank } from '../service/text/visible.js';
import type { Role } from '../store/moderation-records.js';

/** Who a token says that somebody is; checked. */
export interface Claims {
  issuer: string;
  subject: string;
  name: string;
  email?: string;
  /** Whether the issuer says that the address is theirs. */
  emailVerified: boolean;
  /** https. */
  avatar?: string;
  /** Of a site's own tokens only: beside the name, and what they write waits for nobody. */
  role?: Role;
  /** Milliseconds since 1970. */
  issuedAt: number;
}

/** Who somebody is that has signed in at this server. */
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

/** What a provider says, where a token may say it too; else nothing, as nobody is kept out for a picture. */
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
 * What a token says, whose signature and times are right.
 *
 * @throws ApiError `unauthorized` where something of it can't be shown
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
