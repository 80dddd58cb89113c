import { askProvider, failed, isToken, misconfigured, passed } from './ask-provider.js';
import { rememberPassed } from './remember-passed.js';
import type { CaptchaVerifier, Verdict } from './verifier.js';

export interface CapOptions {
  /** Address of the site's endpoint on the Cap server, as pages show it: `https://cap.example.com/<site key>/`. */
  key: string;
  /** The site's secret key. */
  secret: string;
  /** Where answers are checked, where that is not `siteverify` below the address. */
  endpoint?: string;
  /** Milliseconds to wait for an answer; 5,000. */
  timeout?: number;
}

/**
 * Cap, proof of work from a server of one's own.
 *
 * Its tokens begin with the site key and have three parts. What has not is refused here: the server would call it a
 * wrong site key or secret, as it calls our own mistakes.
 *
 * @throws RangeError where the key is no address
 */
export const cap = ({ key, secret, endpoint, timeout }: CapOptions): CaptchaVerifier => {
  const site = `${key.replace(/\/$/, '')}/`;
  const siteKey = URL.parse(site)?.pathname.split('/').at(-2);
  if (!/^https?:/i.test(site) || !siteKey) throw new RangeError('One is https://cap.example.com/0123456789/');

  const verify = async (token: string, now: number): Promise<Verdict> => {
    const parts = token.split(':');
    if (!isToken(token) || parts.length !== 3 || parts[0] !== siteKey) return failed('not a token');
    const body = { secret, response: token };
    const answer = await askProvider({ endpoint: endpoint ?? `${site}siteverify`, body, timeout });
    if ('outcome' in answer) return answer;
    if (answer.body.success) return passed(token, now);
    const reason = String(answer.body.error ?? `status ${answer.status}`);
    return /secret|site key/i.test(reason) ? misconfigured(reason) : failed(reason);
  };

  return {
    setting: { provider: 'cap', key },
    verify: rememberPassed((token, { now }) => verify(token, now)),
  };
};
