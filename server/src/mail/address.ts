/** Whom a mail is from or for. */
export interface MailAddress {
  /** What is shown in place of the address. */
  name?: string;
  address: string;
}

/**
 * Reads `comments@example.org`, or `The blog <comments@example.org>`. A domain may be without a dot, as within a
 * network.
 *
 * @throws RangeError
 */
export const parseMailAddress = (text: string): MailAddress => {
  const [, name, inBrackets, alone] = /^(?:"?([^"<>]*?)"?\s*<([^<>]+)>|([^<>]+))$/.exec(text.trim()) ?? [];
  const address = inBrackets ?? alone ?? '';
  if (!/^[^\s\p{Cc}"(),:;<>@[\\\]]+@[^\s\p{Cc}"(),:;<>@[\\\]]+$/u.test(address) || /\p{Cc}/u.test(text)) {
    throw new RangeError(
      `"${text}" is no e-mail address; one is comments@example.org, or "The blog <comments@example.org>"`,
    );
  }
  return { ...(name && { name }), address };
};
