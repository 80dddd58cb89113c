import { randomUUID } from 'node:crypto';
import { parseMailAddress } from './address.js';
import { writeLetter } from './letter.js';
import { createSmtp } from './smtp.js';
import { textsIn } from './texts/texts.js';

export interface TestMail {
  /** Address of the SMTP server. */
  smtp: string;
  from: string;
  to: string;
  /** The name to use in place of a site's. */
  name: string;
  /** BCP 47. */
  language: string;
}

/** Sends a mail immediately, without the outbox. Returns the server's answer; a rejection says what to fix. */
export const sendTest = async ({ smtp: address, from, to, name, language: asked }: TestMail): Promise<string> => {
  const { language, texts } = textsIn(asked);
  const smtp = createSmtp(address);
  try {
    const letter = writeLetter({
      subject: texts.testSubject(name),
      language,
      site: name,
      blocks: [{ type: 'words', text: texts.test }],
    });
    const sender = parseMailAddress(from);
    return await smtp.send({
      ...letter,
      from: { name, ...sender },
      to: parseMailAddress(to).address,
      id: randomUUID(),
    });
  } catch (error) {
    throw new Error(`The mail was not sent. ${whatToDo(error)}`, { cause: error });
  } finally {
    smtp.close();
  }
};

/** Explains a rejection, and quotes the server's own message. */
export const whatToDo = (error: unknown): string => {
  const { code = '', message, cause } = error as NodeJS.ErrnoException;
  const inner = ((cause ?? error) as NodeJS.ErrnoException).code ?? code;
  const said = message.replace(/\s+/g, ' ').replace(/\.?$/, '.');
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(`${code} ${inner}`) || /certificate/i.test(message)) {
    return `The certificate of the server is not valid for its name, or nobody known signed it: ${said} Mend it, or name the authority by NODE_EXTRA_CA_CERTS.`;
  }
  if (inner === 'EAUTH') return `The name or the password in --smtp is wrong: ${said}`;
  if (['ECONNREFUSED', 'ECONNECTION', 'ESOCKET', 'EDNS', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET'].includes(inner)) {
    return `The server in --smtp can't be reached: ${said}`;
  }
  if (inner === 'ETLS') return `The server does not offer TLS, without which no password is sent: ${said}`;
  return said;
};
