import type { StarlingError } from '../../../src/errors.js';
import type { PluralKey, TextKey } from '../texts/text-table.js';
import type { Values } from '../texts/texts.js';
import { Observable } from './observable.js';

/** A short message; its text is chosen when it is rendered. */
export type Notice = { undo?: () => void } & (
  { key: TextKey; values?: Values } | { key: PluralKey; n: number } | { error: StarlingError }
);

/** The last notice. */
export class Notices extends Observable {
  last?: Notice;

  say(notice: Notice): void {
    this.last = notice;
    this.changed();
  }

  fail(error: StarlingError): void {
    this.say({ error });
  }

  clear(): void {
    this.last = undefined;
    this.changed();
  }
}
