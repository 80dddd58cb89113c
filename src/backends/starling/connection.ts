/**
 * One request to a path below /api/v1; resolves to the response as it came. Checking each field would cost a first view
 * too many bytes, so rendering code must cope with what a broken server sends. Without `init` it is a public read,
 * which needs no preflight.
 */
export type Call = <T>(path: string, signal?: AbortSignal, init?: RequestInit) => Promise<T>;

/** Who is signed in, as far as requests need to know it. */
export interface SignedIn {
  /**
   * The identity token, if any. Before a guest's write, a browser that was signed in before becomes another visitor.
   */
  token(isWrite: boolean): Promise<string | undefined>;
  /** Called when the server has refused the token. Resolves to whether there is another one to try. */
  renew(refused: string): Promise<boolean>;
}

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
