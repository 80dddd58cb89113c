import type { Smtp } from './smtp.js';

/** Loads the SMTP client only here, because a server without mail doesn't need it. */
export const openSmtp = async (address: string): Promise<Smtp> => {
  const { createSmtp } = await import('./smtp.js');
  return createSmtp(address);
};
