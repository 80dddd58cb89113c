/** What the doctor found out about one thing. */
export interface Finding {
  /** What was examined: `database`, `mail`, `origin https://blog.example`. */
  about: string;
  /** `mend`: something does not work, or will not work. `note`: it works, but could be better. */
  state: 'good' | 'note' | 'mend';
  said: string;
  /** How to fix it. */
  todo?: string;
}

export const good = (about: string, said: string): Finding => ({ about, state: 'good', said });
export const note = (about: string, said: string, todo: string): Finding => ({ about, state: 'note', said, todo });
export const mend = (about: string, said: string, todo: string): Finding => ({ about, state: 'mend', said, todo });

/** What went wrong, with its cause, on one line. */
export const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error;
  const inner = cause instanceof Error && cause.message ? ` (${cause.message})` : '';
  return `${message}${inner}`.replace(/\s+/g, ' ').replace(/\.$/, '');
};
