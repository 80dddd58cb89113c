import { describe, expect, test } from 'vitest';
import { createSmtp } from '../../../server/src/mail/smtp.js';
import { parseMailAddress } from '../../../server/src/mail/address.js';
import { writeLetter } from '../../../server/src/mail/letter.js';
import type { Mail } from '../../../server/src/mail/mail.js';
import { Undeliverable } from '../../../server/src/outbox/carrier.js';
import { aCertificate, headerOf, partOf, startSmtp } from '../support/start-smtp.js';

const aMail = (change: Partial<Mail> = {}): Mail => ({
  from: { name: 'The blog', address: 'comments@blog.example' },
  to: 'ada@example.org',
  id: 'abc',
  ...writeLetter({ subject: 'Hello', language: 'en', site: 'The blog', blocks: [{ type: 'words', text: 'Good day' }] }),
  ...change,
});

const send = async (url: string, mail: Mail = aMail()): Promise<string> => {
  const smtp = createSmtp(url);
  return smtp.send(mail).finally(() => smtp.close());
};

/** With the parameters by which a test trusts a certificate of its own. */
const trusting = (url: string, ca: string) => {
  const address = new URL(url);
  address.hostname = 'localhost';
  address.searchParams.set('tls.ca', ca);
  return address.href;
};

describe('a mail', () => {
  test('arrives, with its text, its HTML, and headers that say what it is', async () => {
    const server = await startSmtp();
    const answer = await send(server.url);
    expect(answer).toMatch(/^250 /);
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: 'comments@blog.example', to: ['ada@example.org'] });
    expect(headerOf(mail!.raw, 'From')).toBe('The blog <comments@blog.example>');
    expect(headerOf(mail!.raw, 'To')).toBe('ada@example.org');
    expect(headerOf(mail!.raw, 'Subject')).toBe('Hello');
    expect(headerOf(mail!.raw, 'Message-ID')).toBe('<abc@blog.example>');
    expect(headerOf(mail!.raw, 'Auto-Submitted')).toBe('auto-generated');
    expect(partOf(mail!.raw, 'text/plain')).toBe('Good day\n');
    expect(partOf(mail!.raw, 'text/html')).toContain('<p dir="auto">Good day</p>');
  });

  test('has no header and no reader that hostile names and addresses would add', async () => {
    const server = await startSmtp();
    const evil = 'Hi\r\nBcc: eve@example.org\r\n\r\n<script>alert(1)</script>\u2028\0x';
    const mail = aMail({
      from: { name: evil, address: 'comments@blog.example' },
      ...writeLetter({
        subject: evil,
        language: 'en',
        site: evil,
        blocks: [
          { type: 'words', text: evil },
          { type: 'link', label: evil, href: 'https://blog.example/"><script>' },
        ],
      }),
    });
    await send(server.url, mail);
    for (const to of ['ada@example.org, eve@example.org', 'ada@example.org>\r\nRCPT TO:<eve@example.org']) {
      await expect(send(server.url, { ...mail, to })).rejects.toBeInstanceOf(Undeliverable);
    }
    expect(server.received).toHaveLength(1);
    for (const { raw, to } of server.received) {
      expect(to).toEqual(['ada@example.org']);
      const head = raw.slice(0, raw.indexOf('\r\n\r\n'));
      expect(head).not.toMatch(/^bcc:/im);
      expect(partOf(raw, 'text/html')).not.toContain('<script');
    }
    expect(headerOf(server.received[0]!.raw, 'Subject')).toMatch(/^Hi Bcc: eve@example.org/);
  });

  test('keeps subjects of all letters, and cuts endless ones', async () => {
    const server = await startSmtp();
    const letter = (subject: string) => writeLetter({ subject, language: 'de', site: 'x', blocks: [] });
    await send(server.url, aMail(letter('Grüße – „Neues“ 🐦')));
    await send(server.url, aMail(letter('🐦'.repeat(5000))));
    expect(headerOf(server.received[0]!.raw, 'Subject')).toBe('Grüße – „Neues“ 🐦');
    expect([...headerOf(server.received[1]!.raw, 'Subject')!].length).toBe(200);
  });

  test('is undeliverable where its reader is unknown, and is tried again where the server is at fault', async () => {
    const refuse = (code: number) => (_: unknown, __: unknown, done: (error?: Error) => void) =>
      done(Object.assign(new Error('No'), { responseCode: code }));
    const unknown = await startSmtp({ onRcptTo: refuse(550) });
    await expect(send(unknown.url)).rejects.toBeInstanceOf(Undeliverable);
    const busy = await startSmtp({ onRcptTo: refuse(451) });
    const wrongSender = await startSmtp({ onMailFrom: refuse(550) });
    const gone = await startSmtp();
    await gone.close();
    for (const { url } of [busy, wrongSender, gone]) {
      const failure = await send(url).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure).toBeInstanceOf(Error);
      expect(failure).not.toBeInstanceOf(Undeliverable);
    }
  });
});

describe('TLS', () => {
  test('carries mails, by STARTTLS and from the beginning, where the certificate is good', async () => {
    const certificate = await aCertificate();
    for (const secure of [false, true]) {
      const server = await startSmtp({ ...certificate, secure });
      await send(trusting(server.url, certificate.cert));
      expect(server.received).toMatchObject([{ secure: true }]);
    }
  });

  test('is refused over a certificate of nobody known, of another name, or that is over', async () => {
    const good = await aCertificate();
    const other = await aCertificate({ name: 'other.example' });
    const over = await aCertificate({ until: new Date(Date.now() - 86_400_000) });
    for (const secure of [false, true]) {
      const unknown = await startSmtp({ ...good, secure });
      await expect(send(unknown.url)).rejects.toThrow(/self-signed certificate/);
      for (const [certificate, reason] of [
        [other, /altnames/],
        [over, /expired/],
      ] as const) {
        const server = await startSmtp({ ...certificate, secure });
        await expect(send(trusting(server.url, certificate.cert))).rejects.toThrow(reason);
        expect(server.received).toEqual([]);
      }
      expect(unknown.received).toEqual([]);
    }
  });

  test('is wanted before a password leaves this machine', async () => {
    const passwords: unknown[] = [];
    const server = await startSmtp({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: ({ username, password }, _, done) => {
        passwords.push(password);
        done(null, { user: username });
      },
    });
    const at = (host: string, parameters = '') => `smtp://ada:secret@${host}:${server.port}${parameters}`;
    // A name that is not plainly this machine's, though it leads there.
    await expect(send(at('0x7f000001'))).rejects.toThrow(/STARTTLS/i);
    expect(passwords).toEqual([]);
    await send(at('127.0.0.1'));
    await send(at('0x7f000001', '?requireTLS=false'));
    expect(passwords).toEqual(['secret', 'secret']);
  });
});

test('addresses of senders are read strictly', () => {
  expect(parseMailAddress('a@b.example')).toEqual({ address: 'a@b.example' });
  expect(parseMailAddress('"The blog" <a@localhost>')).toEqual({ name: 'The blog', address: 'a@localhost' });
  for (const wrong of ['', 'a', 'a@b, c@d', 'x <a@b>, y', 'a@b\r\nBcc: c@d', '<a@b', 'a b@c', 'x\n<a@b>']) {
    expect(() => parseMailAddress(wrong), wrong).toThrow(RangeError);
  }
});
