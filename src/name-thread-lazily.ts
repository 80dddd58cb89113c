/** Host and path of an address that needs nothing but https, and no slash at its end: that of most pages. */
const plain = /^https?:(\/\/[a-z\d.-]+(?::\d{4,5})?)((?:\/(?!\.|index\.)(?:[\w.~-]|%[89A-F][\dA-F])+)*)\/*$/;

/**
 * What `nameThread` gives. What that does to addresses is loaded only for one that needs more than most, such as one with
 * parameters.
 */
export const nameThreadLazily = async (thread: string): Promise<string> => {
  const [, host, path] = plain.exec(thread) ?? [];
  if (host) return `https:${host}${path || '/'}`;
  return /^(https?:\/)?\//i.test(thread) ? (await import('./normalise-thread.js')).nameThread(thread) : thread;
};
