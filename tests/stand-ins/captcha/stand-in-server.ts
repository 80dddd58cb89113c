import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';

/**
 * The servers behind Friendly Captcha and Cap, for their own npm code: as a plugin of the test's web server.
 * Friendly Captcha: the two frames that it loads, see friendly-frame.html. Cap: challenge, redeem and siteverify.
 */
export const captchaServers = () => ({
  name: 'captcha-stand-ins',
  configureServer({ middlewares }: { middlewares: Middlewares }) {
    middlewares.use('/api/v2/captcha', async (_, response) => {
      response.setHeader('Content-Type', 'text/html');
      response.end(await readFile(new URL('friendly-frame.html', import.meta.url)));
    });
    const cap = createCapServer();
    middlewares.use('/cap-stand-in', async (request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(cap(new URL(request.url!, 'http://cap').pathname, await bodyOf(request))));
    });
  },
});

interface Middlewares {
  use(
    path: string,
    handle: (
      request: IncomingMessage,
      response: { setHeader(name: string, value: string): void; end(body: string | Buffer): void },
    ) => void,
  ): void;
}

/** `POST /<site>/challenge`, `/redeem`, `/siteverify`; the site `down` answers with an error, `short` expires soon. */
function createCapServer() {
  const difficulty = { c: 4, s: 32, d: 3 };
  const challenges = new Set<string>();
  const tokens = new Map<string, number>();

  return (path: string, body: { token?: string; solutions?: number[]; response?: string }): unknown => {
    const [, site, action] = path.split('/');
    if (site === 'down') return { error: 'out of order' };
    if (action === 'challenge') {
      const token = randomUUID();
      challenges.add(token);
      return { challenge: difficulty, token, expires: Date.now() + 600_000 };
    }
    if (action === 'redeem') {
      const good = challenges.delete(body.token!) && solved(body.token!, difficulty, body.solutions ?? []);
      if (!good) return { success: false, message: 'Invalid solution' };
      const token = `${randomUUID()}:${randomUUID()}`;
      tokens.set(token, Date.now() + (site === 'short' ? 300 : 1_200_000));
      return { success: true, token, expires: tokens.get(token) };
    }
    const expires = tokens.get(body.response!) ?? 0;
    tokens.delete(body.response!);
    return { success: expires > Date.now() };
  };
}

function solved(token: string, { c, s, d }: { c: number; s: number; d: number }, solutions: number[]): boolean {
  return Array.from({ length: c }, (_, index) => index + 1).every((n) => {
    const hash = createHash('sha256')
      .update(prng(`${token}${n}`, s) + solutions[n - 1])
      .digest('hex');
    return hash.startsWith(prng(`${token}${n}d`, d));
  });
}

/** FNV-1a and xorshift, as Cap's client and server make salts and targets of a token. */
function prng(seed: string, length: number): string {
  let state = 2166136261;
  for (const character of seed) {
    state ^= character.charCodeAt(0);
    state += (state << 1) + (state << 4) + (state << 7) + (state << 8) + (state << 24);
  }
  state >>>= 0;
  let result = '';
  while (result.length < length) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    result += state.toString(16).padStart(8, '0');
  }
  return result.slice(0, length);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, never>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : {};
}
