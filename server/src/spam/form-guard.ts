import { hashWithKey } from '../hash.js';
import type { Sign } from './signs.js';

/** Guards a form that runs no script: a time that the server signed, and a field that nobody sees. */
export interface FormGuard {
  /** What the hidden field `names.time` of a form of this thread holds. */
  time(site: string, thread: string): string;
  /** What a form that was sent says of who sent it. */
  check(site: string, thread: string, sent: { time?: string; trap?: string }): Sign[];
}

/**
 * Names of the two fields. The trap's is one that programs like to fill and that browsers do not know from address books;
 * it is hidden by a style, has `tabindex="-1"`, `autocomplete="off"` and a label that says to leave it empty.
 */
export const formFields = { time: 'form_time', trap: 'homepage_address' } as const;

export const createFormGuard = (secret: string, now: () => number): FormGuard => {
  const sign = (site: string, thread: string, time: string) =>
    hashWithKey(secret, JSON.stringify(['form', site, thread, time])).slice(0, 22);
  return {
    time: (site, thread) => {
      const time = now().toString(36);
      return `${time}.${sign(site, thread, time)}`;
    },
    check: (site, thread, { time = '', trap = '' }) => {
      const signs: Sign[] = trap === '' ? [] : [{ code: 'trap', points: 5 }];
      const [at = '', signature] = time.split('.');
      const age = signature === sign(site, thread, at) ? now() - parseInt(at, 36) : NaN;
      if (!(age >= 0 && age <= mostAge)) signs.push({ code: 'unsigned', points: 3 });
      else if (age < leastAge) signs.push({ code: 'fast', detail: String(Math.round(age / 1000)), points: 3 });
      return signs;
    },
  };
};

/** Milliseconds. Nobody reads a form and writes something in less, nor leaves a page open for longer. */
const leastAge = 3000;
const mostAge = 24 * 60 * 60 * 1000;
