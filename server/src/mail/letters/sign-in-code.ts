import type { OutboxEntry } from '../../store/outbox.js';
import { writeLetter } from '../letter.js';
import type { Compose } from '../compose.js';
import { textsIn } from '../texts/texts.js';

export interface SignInCode {
  site: string;
  email: string;
  code: string;
  /** BCP 47. */
  language: string;
  /** For how many minutes the code is valid. After that the mail is not sent any more. */
  minutes: number;
}

/** Creates the outbox entry for a sign-in code. */
export const signInCode = ({ site, email, now, ...content }: SignInCode & { now: number }): OutboxEntry => ({
  site,
  kind: 'sign-in-code',
  recipient: email,
  content,
  expiresAt: now + content.minutes * 60_000,
});

export const composeSignInCode: Compose = async ([entry], { site }) => {
  const { code, language: asked, minutes } = entry!.content as unknown as SignInCode;
  const { language, texts } = textsIn(asked);
  return writeLetter({
    subject: texts.codeSubject(site.name),
    language,
    site: site.name,
    blocks: [
      { type: 'words', text: texts.code },
      { type: 'code', code },
      { type: 'words', text: texts.codeMinutes(minutes) },
      { type: 'words', text: texts.codeNotYou },
    ],
  });
};
