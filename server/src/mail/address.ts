/** The sender or the recipient of a mail. */
export interface MailAddress {
  /** The name shown instead of the address. */
  name?: string;
  address: string;
}

/**
 * Parses `comments@example.org`, or `The blog <comments@example.org>`. A domain may have no dot, as within a private
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
