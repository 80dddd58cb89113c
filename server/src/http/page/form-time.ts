import { hashWithKey } from '../../hash.js';

/** Milliseconds: nobody writes sooner than that, and a form that is older was kept by a program. */
const soonest = 2000;
const latest = 24 * 60 * 60 * 1000;

/** When a form was made, as the form itself says it, in a way that only this server can. */
export const formTime = (secret: string) => {
  const sign = (time: string): string => hashWithKey(secret, `form ${time}`);
  return {
    write: (now: number): string => `${now}.${sign(String(now))}`,
    /** Whether it is one of this server's, of a time at which somebody may have begun to write. */
    isFair: (written: string, now: number): boolean => {
      const [time = '', signature] = written.split('.');
      const age = now - Number(time);
      return signature === sign(time) && age >= soonest && age <= latest;
    },
  };
};

export type FormTime = ReturnType<typeof formTime>;
