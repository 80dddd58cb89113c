/**
 * One request to a path below /api/v1; resolves to the response as it came. Checking each field would cost a first view
 * too many bytes, so rendering code must cope with what a broken server sends. Without `init` it is a public read,
 * which needs no preflight.
 */
export type Call = <T>(path: string, signal?: AbortSignal, init?: RequestInit) => Promise<T>;

/**
 * Makes a request as who is signed in, if anybody is: `ask` makes it with further headers. Where the server refuses the
 * identity's token and there is a newer one, it is made once more. Before a guest's write, a browser that was signed in
 * before becomes another visitor.
 */
export type SignedIn = <T>(ask: (headers?: Record<string, string>) => Promise<T>, isWrite: boolean) => Promise<T>;

/** What the parts of the adapter that are loaded later need. */
export interface Connection {
  call: Call;
  url: string;
  /** The storage key of the visitor's token, which is created at the first write. */
  visitorKey: string;
  site: string | undefined;
  /** Set once `identity` has been asked for. */
  signedIn?: SignedIn;
}
