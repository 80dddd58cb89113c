import { createTransport } from 'nodemailer';
import { Undeliverable } from '../outbox/carrier.js';
import { parseMailAddress } from './address.js';
import type { Mail, SendMail } from './mail.js';

export interface Smtp {
  send: SendMail;
  /** Connects, and logs in if the address contains credentials. Rejects if either fails. */
  verify(): Promise<void>;
  close(): void;
}

/** In milliseconds. If a mail server is silent for that long, the mail is tried again later. */
const timeouts = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };

/**
 * Sends mail with SMTP. `smtps://` uses TLS from the start, `smtp://` as soon as the server supports it (STARTTLS).
 * Certificates are verified in both cases. A password leaves this machine only over TLS, unless the address contains
 * `?requireTLS=false`. Other parameters are nodemailer's.
 */
export const createSmtp = (address: string): Smtp => {
  const url = new URL(address);
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  const hidesPassword = url.protocol === 'smtp:' && url.password !== '' && !isLocal;
  if (hidesPassword && !url.searchParams.has('requireTLS')) url.searchParams.set('requireTLS', 'true');
  for (const [name, milliseconds] of Object.entries(timeouts)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(milliseconds));
  }
  const transport = createTransport(url.href);
  return {
    send: async (mail, signal) => {
      try {
        const { response } = await untilAborted(transport.sendMail(toMessage(mail)), signal);
        return response;
      } catch (error) {
        throw isFinal(error) ? new Undeliverable((error as Error).message, { cause: error }) : error;
      }
    },
    verify: async () => {
      await transport.verify();
    },
    close: () => transport.close(),
  };
};

const toMessage = ({ from, to, subject, text, html, headers, id }: Mail) => ({
  from: { name: from.name ?? '', address: from.address },
  to: { name: '', address: to },
  envelope: { from: from.address, to: [oneAddress(to)] },
  subject,
  text,
  html,
  messageId: `<${id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
  // RFC 3834: prevents automatic replies, such as holiday notices.
  headers: { 'Auto-Submitted': 'auto-generated', ...asTheyAre(headers) },
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** If a long address were folded, it would start on a new line, where some mail programs don't look for it. */
const asTheyAre = (headers: Mail['headers'] = {}) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { prepared: true, value: value.replace(/\s+/g, ' ') }]),
  );

/** Nodemailer would treat a text with several addresses as several recipients. */
const oneAddress = (text: string): string => {
  try {
    return parseMailAddress(`<${text}>`).address;
  } catch (error) {
    throw new Undeliverable('It is for none, or for more than one address.', { cause: error });
  }
};

/**
 * Whether the server knows that the mail can never be delivered (RFC 5321, 4.2.1). Errors about us as the sender can be
 * fixed.
 */
const isFinal = (error: unknown): boolean => {
  const { code, command, responseCode = 0 } = error as { code?: string; command?: string; responseCode?: number };
  if (responseCode < 500) return false;
  return (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE';
};

const untilAborted = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason as Error);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
