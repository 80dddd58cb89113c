import { StarlingError } from '../../errors.js';

/** The error in a response: a problem (RFC 9457) with its code, or whatever a proxy in front of the server sends. */
export function problemOf({ headers }: Response, content: string): StarlingError {
  const { code, detail, fields } = read(content);
  // A code that this version does not know yet is passed on; code that does not know it treats it as `server`.
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
