import type { MailAddress } from './address.js';

/** What a mail says: the same in plain text and in HTML. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
  /** Beside those that all mails have. */
  headers?: Readonly<Record<string, string>>;
}

/** A letter with what stands on the envelope. */
export interface Mail extends Letter {
  from: MailAddress;
  to: string;
  /** The same for each try, by which whoever gets it twice knows it again. */
  id: string;
}

/**
 * Gives a mail to a server that takes care of it from there, and what that answered.
 *
 * @throws Undeliverable where it will never take it
 */
export type SendMail = (mail: Mail, signal?: AbortSignal) => Promise<string>;
