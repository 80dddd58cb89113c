import type { enLate } from '../locales/en-late.js';
import type { enNotify } from '../locales/en-notify.js';
import type { enSignIn } from '../locales/en-sign-in.js';
import type { enMore } from '../locales/en-more.js';
import type { enWriting } from '../locales/en-writing.js';
import { en } from '../locales/en.js';
import { now } from '../platform/clock.js';
import { localeLoader } from '../register.js';
import { fillIn } from './fill-in.js';

type Table = Record<string, string | undefined>;
export type MessageKey =
  | keyof typeof en
  | keyof typeof enWriting
  | keyof typeof enMore
  | keyof typeof enLate
  | keyof typeof enNotify
  | keyof typeof enSignIn;
/** The part `name` that keys such as `name.one` and `name.other` share. */
export type PluralKey = MessageKey extends infer Key ? (Key extends `${infer Name}.other` ? Name : never) : never;
/** A locale's texts. A plural may have any of the categories of `Intl.PluralRules`. */
export type Messages = Partial<Record<MessageKey | `${PluralKey}.${Intl.LDMLPluralRule}`, string>>;
export type MessageValues = Record<string, string | number>;

/** Texts, numbers and times in one language. */
export interface Locale {
  /** BCP 47 tag of the language. */
  readonly lang: string;
  /** The text of a key with each `{name}` replaced by its value. Empty while the text is still loading. */
  text(key: MessageKey | `error.${string}`, values?: MessageValues): string;
  /** The text of a plural for `n`. */
  count(key: PluralKey, n: number, values?: MessageValues): string;
  /** Formats a number in the locale's digits, with at most one decimal. */
  number(value: number): string;
  /** The time that has passed, in the largest unit that fits: "5 minutes ago", but never "yesterday". */
  ago(time: string, at?: number): string;
}

const tables = new Map<string, Table>([['en', en]]);
/** Languages whose texts are being loaded, or have loaded. */
const asked = new Set<string>();
const locales = new Map<string, Locale>();
const listeners = new Set<() => void>();
let minutes: ReturnType<typeof setInterval> | undefined;

/**
 * Sets or overrides texts of a locale, by BCP 47 tag. Texts that are not given stay as they are; texts that were never
 * given are English.
 *
 * @param below whether existing texts win over these. A page's own texts win over whatever loads later.
 */
export function setMessages(tag: string, messages: Messages | Table, below?: boolean): void {
  const known = tables.get(tag);
  tables.set(tag, below ? { ...messages, ...known } : { ...known, ...messages });
  callBack();
}

/**
 * Calls back when texts have arrived or changed, and once a minute so that relative times stay right. Returns a
 * function that stops this.
 */
export function onMessages(listener: () => void): () => void {
  listeners.add(listener);
  minutes ??= setInterval(callBack, 60_000);
  return () => listeners.delete(listener);
}

/**
 * The locale of a BCP 47 tag: texts, numbers and times in one language. It is English as long as there are no texts in
 * the language that is wanted. Call this at each render, because texts may arrive in between.
 */
export function localeOf(wanted: string): Locale {
  const spoken = [wanted, baseOf(wanted)];
  const isSpoken = spoken.some((each) => tables.has(each));
  if (!isSpoken) spoken.forEach(load);
  const tag = isSpoken ? wanted : 'en';
  let locale = locales.get(tag);
  if (!locale) {
    try {
      locale = createLocale(tag);
    } catch {
      locale = createLocale('en');
    }
    locales.set(tag, locale);
  }
  return locale;
}

const baseOf = (tag: string): string => tag.split('-')[0]!;

const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

function createLocale(tag: string): Locale {
  // On a fresh page the first use of plural rules takes 1 ms; that of most other parts of `Intl` takes 10 to 25 ms.
  const plurals = new Intl.PluralRules(tag);
  let numbers: Intl.NumberFormat | undefined;
  const tags = [tag, baseOf(tag), 'en'];

  const find = (key: string): string | undefined => {
    for (const each of tags) {
      const text = tables.get(each)?.[key];
      if (text !== undefined) return text;
      load(each);
    }
    return undefined;
  };
  const number = (value: number): string =>
    value < 1000 && value >= 0 && (value % 1 ? decimalPoint : latinDigits).test(tag)
      ? `${Math.round(value * 10) / 10}`
      : (numbers ??= new Intl.NumberFormat(tag, { maximumFractionDigits: 1 })).format(value);
  const fill = (text?: string, values?: MessageValues) => fillIn(text, values, number);

  const count: Locale['count'] = (key, n, values) =>
    fill(find(`${key}.${plurals.select(n)}`) ?? find(`${key}.other`), { n, ...values });

  return {
    lang: tag,
    text: (key, values) => fill(find(key), values),
    count,
    number,
    ago(time, at = now()) {
      // Where the device's clock is behind the server's, the text must not say "in 3 seconds".
      const seconds = Math.max(0, (at - Date.parse(time)) / 1000);
      const [unit, size] = units.find(([, size]) => seconds >= size) ?? [];
      return unit ? count(`ago.${unit}`, Math.floor(seconds / size!)) : (find('ago.now') ?? '');
    },
  };
}

/**
 * Languages that are known to write whole numbers below 1,000 as JavaScript does, in Latin digits, unless the tag asks
 * for others. All others are written by `Intl`.
 */
const latinDigits = /^(de|en|es|fr|it|ja|ko|nl|pl|pt|ru|tr|zh)\b(?!.*-u-)/;

/** Variants of English that are known to write 4.5, not 4,5. */
const decimalPoint = /^en(-(AU|CA|GB|IE|IN|NZ|US))?$/;

function load(tag: string): void {
  if (asked.has(tag)) return;
  asked.add(tag);
  const texts = tag === 'en' ? import('../locales/en-more.js').then(({ enMore }) => enMore) : loadLocale(tag);
  texts.then(
    (messages) => messages && setMessages(tag, messages, true),
    // Without a network the texts that are loaded are used; the next missing text tries to load them again.
    () => asked.delete(tag),
  );
}

const loadLocale = async (tag: string): Promise<Table | undefined> => (await localeLoader(tag))?.();

function callBack(): void {
  for (const listener of listeners) listener();
}
