import type { ThreadTarget } from '../backend.js';
import { keep, recall } from '../internal/storage.js';

/** What stands in a form. */
export interface TypedDraft {
  email: string;
  name: string;
  url: string;
  body: string;
  rating?: number | null;
  /** Idempotency key of the attempts to send just this; another text gets another. */
  key?: string;
}

export interface DraftStore {
  /** What was typed earlier and never sent. */
  load(): TypedDraft | undefined;
  /** Keeps the draft as it will be after a pause in typing; at once by `flush`. */
  save(draft: TypedDraft): void;
  flush(): void;
  forget(): void;
}

/** Keeps what a reader types, one draft for a thread and one for each comment answered, until it is sent. */
export function draftStore({ site, thread }: ThreadTarget, parent?: string): DraftStore {
  const key = `starling:draft:${JSON.stringify([site, thread.id, parent])}`;
  let timer: ReturnType<typeof setTimeout>;
  let unsaved: TypedDraft | undefined;
  const flush = () => {
    clearTimeout(timer);
    if (unsaved) keep(key, unsaved);
    unsaved = undefined;
  };
  return {
    load: () => recall(key),
    save(draft) {
      clearTimeout(timer);
      unsaved = draft;
      timer = setTimeout(flush, 300);
    },
    flush,
    forget() {
      unsaved = undefined;
      keep(key, undefined);
    },
  };
}
