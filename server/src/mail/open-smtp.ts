import type { Smtp } from './smtp.js';

/** A server without mail needs no client for it: it is loaded here. */
export const openSmtp = async (address: string): Promise<Smtp> => {
  const { createSmtp } = await import('./smtp.js');
  return createSmtp(address);
};
