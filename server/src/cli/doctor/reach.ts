import type { Arrived } from '../../http/arrived.js';
import type { ServeArguments } from '../options.js';
import { good, mend, note, reasonOf, type Finding } from './finding.js';

/** In milliseconds. */
const patience = 5000;

/** The findings about other servers, and the times of their clocks when they answered. */
export interface Reached {
  findings: Finding[];
  dates: { name: string; date: number; now: number }[];
}

const ask = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patience), ...init });

/** Whether the pages of the configured origins can be reached. */
export const checkOrigins = async (origins: readonly string[]): Promise<Reached> => {
  const reached: Reached = { findings: [], dates: [] };
  if (origins.length === 0) {
    const todo = 'Name the origins of your pages by --origin.';
    return { ...reached, findings: [note('origins', 'None is listed: only pages of this server may write', todo)] };
  }
  for (const origin of origins) {
    const about = `origin ${origin}`;
    try {
      const response = await ask(`${origin}/`, { method: 'HEAD' });
      const date = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(date)) reached.dates.push({ name: origin, date, now: Date.now() });
      reached.findings.push(good(about, `It answers ${response.status}`));
    } catch (error) {
      const todo = 'See whether it is written rightly; from here it may be out of reach all the same.';
      reached.findings.push(note(about, `It was not reached: ${reasonOf(error)}`, todo));
    }
  }
  return reached;
};

/** Whether the server can be reached publicly, and how proxies change a request on its way. */
export const checkPublicUrl = async (
  { publicUrl, trustedProxy }: ServeArguments,
  origins: readonly string[],
  sign: () => string,
): Promise<Finding[]> => {
  const about = 'public address';
  if (publicUrl === undefined) {
    return [note(about, '--public-url is not set', 'Set it: mail, identity, feeds and webhooks need it.')];
  }
  const base = publicUrl.replace(/\/+$/, '');
  try {
    const response = await ask(`${base}/healthz`, { headers: { 'Starling-Doctor': sign() } });
    if (response.status !== 200) {
      const todo = 'Is the server running, and does the proxy pass this path on?';
      return [mend(about, `${base}/healthz answers ${response.status}`, todo)];
    }
    const { arrived } = (await response.json()) as { arrived?: Arrived };
    if (!arrived) {
      const todo = 'Is another server there, or one with another database or secret?';
      return [mend(about, `${base}/healthz is answered by a server that does not know this database`, todo)];
    }
    return [
      good(about, `${base} leads to the server`),
      proxyFinding(arrived, trustedProxy),
      ...(await checkCrossOrigin(base, origins)),
    ];
  } catch (error) {
    const todo = 'Start the server, and see to its name, its certificate and its proxy.';
    return [mend(about, `${base} was not reached: ${reasonOf(error)}`, todo)];
  }
};

const proxyFinding = ({ peer, forwardedFor, isTrusted }: Arrived, trustedProxy: readonly string[]): Finding => {
  const about = 'proxy headers';
  if (forwardedFor === null) {
    return trustedProxy.length > 0
      ? mend(
          about,
          `Requests come from ${peer} without X-Forwarded-For`,
          'Have the proxy add it, or drop --trusted-proxy.',
        )
      : good(about, `Requests come from ${peer}, without a proxy that says so`);
  }
  if (isTrusted) return good(about, `The proxy ${peer} is trusted, and says who asks`);
  const todo = `If it is your proxy, add --trusted-proxy ${peer}: without it all visitors share one rate limit.`;
  return mend(about, `Requests come from ${peer} with X-Forwarded-For, which is not trusted`, todo);
};

/** Whether configured origins are accepted and others are not, when asked through the proxy. */
const checkCrossOrigin = async (base: string, origins: readonly string[]): Promise<Finding[]> => {
  const preflight = async (origin: string) => {
    const headers = { Origin: origin, 'Access-Control-Request-Method': 'POST' };
    const response = await ask(`${base}/api/v1/comments`, { method: 'OPTIONS', headers });
    return response.headers.get('access-control-allow-origin');
  };
  const stranger = 'https://not-listed.invalid';
  const findings: Finding[] = [];
  for (const origin of origins) {
    if ((await preflight(origin)) === origin) continue;
    const todo = 'Does the running server have the same settings, and does the proxy leave its headers alone?';
    findings.push(mend(`origin ${origin}`, 'Its pages are refused', todo));
  }
  const lets = await preflight(stranger);
  if (lets === stranger || lets === '*') {
    const todo = 'Have the proxy leave Access-Control headers to the server.';
    findings.push(mend('other origins', 'Pages of any origin are let in', todo));
  }
  return findings.length > 0 ? findings : [good('origins', 'Listed ones are let in, others are refused')];
};
