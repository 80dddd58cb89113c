import { StarlingError } from '../../errors.js';

/** What an answer says that is an error: a problem (RFC 9457) with its code, or whatever a proxy before it sends. */
export function problemOf({ headers }: Response, content: string): StarlingError {
  const { code, detail, fields } = read(content);
  // A code that this version does not know yet passes: whoever does not know it either takes it for `server`.
  return new StarlingError(code?.at ? code : 'server', detail, {
    fields,
    retryAfter: parseInt(headers.get('retry-after')!) || undefined,
  });
}

function read(content: string): Partial<StarlingError & { detail: string }> {
  try {
    return JSON.parse(content) ?? {};
  } catch {
    return {};
  }
}
