import { createHmac } from 'node:crypto';

/** `t=…,v1=…`: the seconds since 1970, and the hexadecimal HMAC-SHA256 of those seconds, a dot and the body. */
export const signatureOf = (secret: string, seconds: number, body: string): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
