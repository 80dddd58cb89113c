import { lookup } from 'node:dns/promises';
import type { CaptchaSetting } from '../../contract.js';
import type { OutboxCounts } from '../../service/outbox.js';
import type { Sites } from '../../service/sites.js';
import { isPublicAddress } from '../../webhooks/public-address.js';
import { good, mend, note, reasonOf, type Finding } from './finding.js';

/** Whether the mail server can be reached and accepts our login. Sends nothing. */
export const checkMail = async (smtp: string | undefined): Promise<Finding> => {
  if (smtp === undefined) return note('mail', '--smtp is not set', 'Set it to let readers and moderators be mailed.');
  const [{ createSmtp }, { whatToDo }] = await Promise.all([
    import('../../mail/smtp.js'),
    import('../../mail/send-test.js'),
  ]);
  const { host } = new URL(smtp);
  const server = createSmtp(smtp);
  try {
    await server.verify();
    return good('mail', `${host} takes mails; try one by "mail test ADDRESS"`);
  } catch (error) {
    return mend('mail', `${host} takes no mails`, whatToDo(error));
  } finally {
    server.close();
  }
};

/** Whether the outbox has entries that could not be delivered, or that have waited for long. */
export const checkOutbox = ({ waiting, dead, oldest }: OutboxCounts, now: number): Finding => {
  const todo = 'See "outbox" for the reasons, mend them, and try again by "outbox --retry".';
  if (dead > 0) return mend('outbox', `${dead} messages could not be delivered, ${waiting} wait`, todo);
  const hours = oldest === null ? 0 : Math.floor((now - oldest) / 3_600_000);
  if (hours > 0) return mend('outbox', `${waiting} messages wait, one for ${hours} hours`, todo);
  return good('outbox', waiting === 0 ? 'Nothing waits' : `${waiting} messages wait`);
};

/** Whether requests to the webhooks' URLs are allowed. Sends them nothing. */
export const checkWebhooks = async (sites: Sites): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const id of sites.ids) {
    for (const { name, url, events, allowPrivate } of sites.find(id)!.webhooks) {
      const about = `webhook ${name}${id && ` of ${id}`}`;
      const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
      try {
        const addresses = (await lookup(host, { all: true })).map(({ address }) => address);
        const inside = allowPrivate ? undefined : addresses.find((address) => !isPublicAddress(address));
        const todo = 'Set allowPrivate for it, if that is meant.';
        findings.push(
          inside === undefined
            ? good(about, `It is told of ${events.join(', ')}`)
            : mend(about, `${host} is ${inside}, which is not on the public Internet, and is never told`, todo),
        );
      } catch (error) {
        findings.push(mend(about, `${host} was not found: ${reasonOf(error)}`, 'See whether it is written rightly.'));
      }
    }
  }
  return findings;
};

/** Whether captcha providers accept our keys, tested with an answer that can't be right. */
export const checkCaptchas = async (sites: Sites): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const id of sites.ids.length > 0 ? sites.ids : ['']) {
    const captcha = sites.find(id)?.captcha;
    const about = id ? `captcha of ${id}` : 'captcha';
    if (!captcha) {
      findings.push(note(about, 'There is none', 'Without one, machines write too.'));
      continue;
    }
    const { provider } = captcha.setting;
    const verdict = await captcha.verify(wrongAnswer(captcha.setting), { now: Date.now() });
    if (captcha.challenge) findings.push(good(about, `${provider}, whose challenges are the server's own`));
    else if (verdict.outcome !== 'unavailable') findings.push(good(about, `${provider} takes the keys`));
    else if (verdict.misconfigured) {
      findings.push(mend(about, `${provider} refuses the keys: ${verdict.reason}`, 'Set those that it gave you.'));
    } else {
      const todo = 'Until it can, comments wait for a moderator.';
      findings.push(mend(about, `${provider} can not be asked: ${verdict.reason}`, todo));
    }
  }
  return findings;
};

/** Cap's answers begin with the key, the last part of its address; an answer without it is not sent to the provider. */
const wrongAnswer = ({ provider, key = '' }: CaptchaSetting): string =>
  provider === 'cap' ? `${key.split('/').findLast(Boolean)}:the-doctor:asks` : 'the-doctor-asks';
