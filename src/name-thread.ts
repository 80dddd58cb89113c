/** Host and path of an address that needs nothing but https, and no slash at its end: that of most pages. */
const plain = /^https?:(\/\/[a-z\d.-]+(?::\d{4,5})?)((?:\/(?!\.|index\.)(?:[\w.~-]|%[89A-F][\dA-F])+)*)\/*$/;

/**
 * The id that a thread has where the backend does not name it: that of its address, for one that begins with http,
 * https or `/`; else the text as it is. Only addresses that need more than most, such as one with parameters, load
 * what `normaliseThread` does to them.
 */
export const nameThread = async (thread: string): Promise<string> => {
  const [, host, path] = plain.exec(thread) ?? [];
  if (host) return `https:${host}${path || '/'}`;
  return /^(https?:\/)?\//i.test(thread) ? (await import('./normalise-thread.js')).nameThread(thread) : thread;
};
