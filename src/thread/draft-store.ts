import { keep } from '../platform/storage.js';
import type { TypedDraft } from './typed-draft.js';
import { guardText } from './unkept.js';

export interface DraftStore {
  /** Stores the draft, with its values at that time, after a pause in typing. `flush` stores it at once. */
  save(draft: TypedDraft): void;
  flush(): void;
  forget(): void;
}

/** Stores what a reader types under a key of the browser's storage, until it is sent. */
export function draftStore(key: string): DraftStore {
  let timer: ReturnType<typeof setTimeout>;
  let unsaved: Partial<TypedDraft> | undefined;
  const flush = () => {
    clearTimeout(timer);
    if (unsaved) {
      keep(key, Object.values(unsaved).some(Boolean) ? unsaved : undefined);
      guardText(key, unsaved.body);
    }
    unsaved = undefined;
  };
  return {
    save(draft) {
      clearTimeout(timer);
      unsaved = draft;
      timer = setTimeout(flush, 300);
    },
    flush,
    forget() {
      unsaved = {};
      flush();
    },
  };
}
