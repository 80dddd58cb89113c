import { hashWithKey } from '../../hash.js';

/** In milliseconds: nobody writes faster than `soonest`, and a form older than `latest` was stored by a program. */
const soonest = 2000;
const latest = 24 * 60 * 60 * 1000;

/** The time at which a form was rendered, signed so that only this server can have set it. */
export const formTime = (secret: string) => {
  const sign = (time: string): string => hashWithKey(secret, `form ${time}`);
  return {
    write: (now: number): string => `${now}.${sign(String(now))}`,
    /** Whether this server signed it, and somebody may have begun to write at that time. */
    isFair: (written: string, now: number): boolean => {
      const [time = '', signature] = written.split('.');
      const age = now - Number(time);
      return signature === sign(time) && age >= soonest && age <= latest;
    },
  };
};

export type FormTime = ReturnType<typeof formTime>;
