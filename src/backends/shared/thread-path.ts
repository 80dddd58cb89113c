/**
 * The name that most comment systems give a thread: the path of its page. An id that is not an address is such a name
 * already and stays as it is.
 */
export const threadPath = (id: string): string =>
  /^https?:\/\//i.test(id) && URL.canParse(id) ? new URL(id).pathname : id;
