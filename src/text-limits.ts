/** The maximum lengths of what a reader types into a form, in code points. */
export const textLimits = { name: 80, email: 254, url: 2048, body: 10_000 } as const;

/**
 * What is accepted as an e-mail address, in both widget and server: no blanks, quotes, brackets, `,` `;` `:`, and one
 * `@` before a domain with a dot. Looser than RFC 5322 about the rest, but stricter about a domain without a dot:
 * nobody outside can write to it, and it is the most likely mistake.
 */
export const emailPattern = /^[^\s"(),:;<>@[\\\]]+@([^\s"(),:;<>@[\\\].]+\.)+[^\s"(),:;<>@[\\\].]{2,}$/;
