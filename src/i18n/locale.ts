import type { enLate } from '../locales/en-late.js';
import type { enNotify } from '../locales/en-notify.js';
import type { enSignIn } from '../locales/en-sign-in.js';
import type { enMore } from '../locales/en-more.js';
import { en } from '../locales/en.js';
import { now } from '../platform/clock.js';
import { localeLoader } from '../register.js';
import { fillIn } from './fill-in.js';

type Table = Record<string, string | undefined>;
export type MessageKey =
  keyof typeof en | keyof typeof enMore | keyof typeof enLate | keyof typeof enNotify | keyof typeof enSignIn;
/** `name` of each pair `name.one`, `name.other`. */
export type PluralKey = MessageKey extends infer Key ? (Key extends `${infer Name}.other` ? Name : never) : never;
/** A locale's texts; a plural may have any of the categories of `Intl.PluralRules`. */
export type Messages = Partial<Record<MessageKey | `${PluralKey}.${Intl.LDMLPluralRule}`, string>>;
export type MessageValues = Record<string, string | number>;

/** Texts, numbers and times in one language. */
export interface Locale {
  /** BCP 47 tag of the language that they are in. */
  readonly lang: string;
  /** The text of a key, its `{name}`s filled in; empty until a text that is loaded late has arrived. */
  text(key: MessageKey | `error.${string}`, values?: MessageValues): string;
  /** The text of a plural for `n`. */
  count(key: PluralKey, n: number, values?: MessageValues): string;
  /** In the locale's digits, at most one decimal. */
  number(value: number): string;
  /** The time that has passed, by the largest unit that fits: "5 minutes ago", and never "yesterday". */
  ago(time: string, at?: number): string;
}

const tables = new Map<string, Table>([['en', en]]);
/** Languages whose texts are on their way, or here. */
const asked = new Set<string>();
const locales = new Map<string, Locale>();
const listeners = new Set<() => void>();
let minutes: ReturnType<typeof setInterval> | undefined;

/**
 * Sets or overrides texts of a locale, by BCP 47 tag. Texts not given stay; those never given are English.
 *
 * @param below whether texts that are there already stand above these: what a page sets does, whatever loads later
 */
export function setMessages(tag: string, messages: Messages | Table, below?: boolean): void {
  const known = tables.get(tag);
  tables.set(tag, below ? { ...messages, ...known } : { ...known, ...messages });
  callBack();
}

/** Calls back when texts arrived or changed, and each minute, as times go by; returns the way to stop that. */
export function onMessages(listener: () => void): () => void {
  listeners.add(listener);
  minutes ??= setInterval(callBack, 60_000);
  return () => listeners.delete(listener);
}

/**
 * The locale of a BCP 47 tag: texts, numbers and times in one language, English until, and unless, there are texts in the
 * one that is wanted. To be asked for at each drawing, as texts arrive.
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

/** Not in TypeScript's library yet, nor in every browser: there the digits are not known before they are needed. */
type KnowsDigits = Intl.Locale & { getNumberingSystems?(): string[] };

function createLocale(tag: string): Locale {
  // In a fresh page the first use of any other part of `Intl` takes 12 to 18 ms: that of plural rules 0.3.
  const plurals = new Intl.PluralRules(tag);
  const isLatin = (new Intl.Locale(tag) as KnowsDigits).getNumberingSystems?.()[0] === 'latn';
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
    isPlain(isLatin, tag, value)
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
      // A clock that runs behind the server's must not say "in 3 seconds".
      const seconds = Math.max(0, (at - Date.parse(time)) / 1000);
      const [unit, size] = units.find(([, size]) => seconds >= size) ?? [];
      return unit ? count(`ago.${unit}`, Math.floor(seconds / size!)) : (find('ago.now') ?? '');
    },
  };
}

/** English that writes 4.5, not 4,5. */
const decimalPoint = /^en(-(AU|CA|GB|IE|IN|NZ|US))?$/;

/** Whether a number reads in a language as it does in JavaScript: no separators, Latin digits. */
const isPlain = (isLatin: boolean, tag: string, value: number): boolean =>
  isLatin && value >= 0 && value < 999.5 && (Number.isInteger(value) || decimalPoint.test(tag));

function load(tag: string): void {
  if (asked.has(tag)) return;
  asked.add(tag);
  const texts = tag === 'en' ? import('../locales/en-more.js').then(({ enMore }) => enMore) : loadLocale(tag);
  texts.then(
    (messages) => messages && setMessages(tag, messages, true),
    // Without a network the texts at hand must do; the next one that is missing tries again.
    () => asked.delete(tag),
  );
}

const loadLocale = async (tag: string): Promise<Table | undefined> => (await localeLoader(tag))?.();

function callBack(): void {
  for (const listener of listeners) listener();
}
