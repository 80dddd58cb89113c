import type { MailAddress } from './address.js';

/** The content of a mail: the same in plain text and in HTML. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
  /** Headers in addition to those of every mail. */
  headers?: Readonly<Record<string, string>>;
}

/** A letter with its envelope. */
export interface Mail extends Letter {
  from: MailAddress;
  to: string;
  /** The same for each try, so that a recipient who gets the mail twice can recognise it. */
  id: string;
}

/**
 * Passes a mail to a server that is responsible for it from then on; returns that server's answer.
 *
 * @throws Undeliverable if the server will never accept it
 */
export type SendMail = (mail: Mail, signal?: AbortSignal) => Promise<string>;
