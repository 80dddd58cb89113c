/**
 * One request to a path below /api/v1; its answer as it came. A first view's bytes are too dear to check each field:
 * whoever draws it must bear what a broken server sends. Without `init` it is a public read, which needs no preflight.
 */
export type Call = <T>(path: string, signal?: AbortSignal, init?: RequestInit) => Promise<T>;

/** What the parts of the adapter that load later work with. */
export interface Connection {
  call: Call;
  /** Where the visitor's token is kept; made with the first write. */
  visitorKey: string;
  site: string | undefined;
}
