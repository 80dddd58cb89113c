import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';

export interface Received {
  from: string;
  /** Whom the envelope names, which is who gets it. */
  to: string[];
  /** As it came, headers and all. */
  raw: string;
  secure: boolean;
}

export interface MailServer {
  /** `smtp://127.0.0.1:<port>` */
  url: string;
  port: number;
  /** What it took, in order. */
  received: Received[];
  close(): Promise<void>;
}

/** A mail server that takes what it is given; gone after the test. By default without TLS and without sign-in. */
export const startSmtp = async (options: SMTPServerOptions = {}): Promise<MailServer> => {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: options.cert === undefined,
    logger: false,
    onData: (stream, session, done) => {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw,
          secure: session.secure,
        });
        done();
      });
    },
    ...options,
  });
  // Whoever ends a connection over a certificate is no fault of this server.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(close);
  return { url: `${options.secure ? 'smtps' : 'smtp'}://127.0.0.1:${port}`, port, received, close };
};

/** A certificate for this machine, by nobody known; of an older one that is over. */
export const aCertificate = async (change: { name?: string; until?: Date } = {}) => {
  const { name = 'localhost', until = new Date(Date.now() + 86_400_000) } = change;
  const { cert, private: key } = await generate([{ name: 'commonName', value: name }], {
    notBeforeDate: new Date(until.getTime() - 2 * 86_400_000),
    notAfterDate: until,
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });
  return { cert, key };
};

/** The text of a mail's first part of this type, with its encoding undone. */
export const partOf = (raw: string, type: 'text/plain' | 'text/html'): string => {
  const [, head = '', body = ''] =
    new RegExp(`(Content-Type: ${type}[^]*?)\\r\\n\\r\\n([^]*?)(?=\\r\\n----_NmP|$)`, 'i').exec(raw) ?? [];
  if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/quoted-printable/i.test(head)) return body.replaceAll('\r\n', '\n');
  const bytes = body
    .replace(/=\r\n/g, '')
    .replaceAll('\r\n', '\n')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
};

/** A header's value, with its folding and encoded words undone (RFC 2047). */
export const headerOf = (raw: string, name: string): string | undefined => {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
  const found = new RegExp(`^${name}: ((?:.|\\r\\n[ \\t])*)`, 'im').exec(head)?.[1];
  return found
    ?.replace(/\r\n[ \t]/g, ' ')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : Buffer.from(
            text
              .replaceAll('_', ' ')
              .replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          ).toString(),
    );
};
