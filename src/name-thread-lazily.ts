/**
 * Matches addresses, like those of most pages, that only need https and no slash at the end. Captures host and path.
 */
const plain = /^https?:(\/\/[a-z\d.-]+(?::\d{4,5})?)((?:\/(?!\.|index\.)(?:[\w.~-]|%[89A-F][\dA-F])+)*)\/*$/;

/**
 * The same result as `nameThread`. Its code is loaded only for addresses that need more than most, such as those with
 * parameters.
 */
export const nameThreadLazily = async (thread: string): Promise<string> => {
  const [, host, path] = plain.exec(thread) ?? [];
  if (host) return `https:${host}${path || '/'}`;
  return /^(https?:\/)?\//i.test(thread) ? (await import('./normalise-thread.js')).nameThread(thread) : thread;
};
