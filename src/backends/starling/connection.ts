/**
 * One request to a path below /api/v1; its answer as it came. A first view's bytes are too dear to check each field:
 * whoever draws it must bear what a broken server sends. Without `init` it is a public read, which needs no preflight.
 */
export type Call = <T>(path: string, signal?: AbortSignal, init?: RequestInit) => Promise<T>;

/** Who is signed in, as requests need it. */
export interface SignedIn {
  /** The identity token, where there is one. Before a guest's write it makes another visitor of who was signed in. */
  token(isWrite: boolean): Promise<string | undefined>;
  /** The server refused the token: whether there is another one to try. */
  renew(refused: string): Promise<boolean>;
}

/** What the parts of the adapter that load later work with. */
export interface Connection {
  call: Call;
  url: string;
  /** Where the visitor's token is kept; made with the first write. */
  visitorKey: string;
  site: string | undefined;
  /** Who is signed in, once that is asked for. */
  signedIn?: SignedIn;
}
