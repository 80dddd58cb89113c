import type { en } from './en.js';

type Key = keyof typeof en;
/** `name` of each pair `name.one`, `name.other`. */
export type PluralKey = Key extends infer Each ? (Each extends `${infer Name}.other` ? Name : never) : never;
export type TextKey = Exclude<Key, `${PluralKey}.${'one' | 'other'}`>;
/** A language's texts; missing ones fall back to English. */
export type TextTable = Partial<Record<Key | `${PluralKey}.${Intl.LDMLPluralRule}`, string>>;
