import { statSync } from 'node:fs';
import { InvalidArgumentError, Option } from 'commander';
import { parseNetwork } from '../http/network.js';
import { checkedOrigin } from '../service/checked.js';
import type { FieldRules } from '../contract.js';
import { moderationModes, type ModerationMode } from '../service/settings.js';

const captchas = ['altcha', 'recaptcha', 'hcaptcha', 'turnstile', 'friendly', 'cap', 'none'] as const;

/** What the command line and the environment say, checked. */
export interface ServeArguments extends DatabaseArguments {
  host?: string;
  port: number;
  origin: string[];
  site: string[];
  captcha: (typeof captchas)[number];
  captchaKey?: string;
  captchaSecret?: string;
  captchaEndpoint?: string;
  captchaScore?: number;
  moderation: ModerationMode;
  /** Seconds. */
  editWindow: number;
  require: Partial<FieldRules>;
  trustedProxy: string[];
  secret?: string;
  /** MiB. */
  pageMemory: number;
  widget?: string;
  static?: string;
}

export interface DatabaseArguments {
  database: string;
}

/** Each option can also come from the environment: `--edit-window` as `STARLING_EDIT_WINDOW`. */
const option = (flags: string, description: string): Option => {
  const made = new Option(flags, description);
  return made.env(`STARLING_${made.name().replaceAll('-', '_').toUpperCase()}`);
};

export const databaseOption = (): Option =>
  option('--database <address>', 'where everything is kept').default('sqlite:./starling.db').argParser(database);

export const serveOptions = (): Option[] => [
  option('--host <host>', 'address to listen on; by default all of this machine'),
  option('--port <port>', 'port to listen on').default(8787).argParser(port),
  databaseOption(),
  option('--origin <url...>', 'origins of the pages that may write; by default only those of this server')
    .default([], 'none')
    .argParser(list(checkedOrigin)),
  option('--site <id...>', 'sites that are served; by default any').default([], 'any').argParser(list(named)),
  option('--captcha <provider>', 'what a first comment, vote or rating must pass').choices(captchas).default('altcha'),
  option('--captcha-key <key>', "the captcha provider's site key"),
  option('--captcha-secret <secret>', "the captcha provider's secret key"),
  option('--captcha-endpoint <url>', 'where answers are verified, where it is not the usual place').argParser(address),
  option('--captcha-score <score>', 'for recaptcha: the least score of version 3, from 0 to 1').argParser(score),
  option('--moderation <mode>', 'which comments wait for a moderator').choices(moderationModes).default('none'),
  option('--edit-window <duration>', 'how long authors may change a comment: 90s, 15m, 2h, 1d, or 0')
    .default(900, '15m')
    .argParser(duration),
  option('--require <fields>', 'author fields that must be filled: of name, email, url; or none')
    .default({}, 'name,email')
    .argParser(required),
  option('--trusted-proxy <cidr...>', 'proxies whose X-Forwarded-For is believed')
    .default([], 'none')
    .argParser(list((value) => (parseNetwork(value), value))),
  option(
    '--secret <secret>',
    'signs challenges and hides visitors; by default one is made and kept in the database',
  ).argParser(filled),
  option('--page-memory <MiB>', 'memory for pages as they were last rendered; 0 for none')
    .default(64)
    .argParser(mebibytes),
  option('--widget <folder>', 'the built widget; by default the one that comes with the server').argParser(folder),
  option('--static <folder>', 'pages to serve beside the API').argParser(folder),
];

const database = (value: string): string => {
  if (!/^sqlite:./.test(value)) throw new InvalidArgumentError('One is sqlite:./starling.db');
  return value;
};

const filled = (value: string): string => {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return value;
};

const folder = (value: string): string => {
  if (!statSync(value, { throwIfNoEntry: false })?.isDirectory()) throw new InvalidArgumentError('No such folder.');
  return value;
};

const port = (value: string): number => {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('Not a port.');
  return Number(value);
};

const address = (value: string): string => {
  if (!/^https?:\/\/./i.test(value) || !URL.canParse(value)) throw new InvalidArgumentError('Not an http(s) address.');
  return value;
};

const mebibytes = (value: string): number => {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError('One is 64.');
  return Number(value);
};

const score = (value: string): number => {
  if (!/^(0|1|[01]?\.\d+)$/.test(value) || Number(value) > 1) throw new InvalidArgumentError('One is 0.5.');
  return Number(value);
};

const units = { s: 1, m: 60, h: 3600, d: 86_400 };

const duration = (value: string): number => {
  const [, amount, unit] = /^(\d{1,6})([smhd]?)$/.exec(value) ?? [];
  if (amount === undefined || (unit === '' && amount !== '0')) throw new InvalidArgumentError('One is 15m.');
  return Number(amount) * (units[unit as keyof typeof units] ?? 0);
};

const required = (value: string): Partial<FieldRules> => {
  const rules: FieldRules = { name: 'optional', email: 'optional', url: 'hidden' };
  const fields = value === 'none' ? [] : split(value);
  for (const field of fields) {
    if (!Object.hasOwn(rules, field)) throw new InvalidArgumentError(`There is no field "${field}".`);
    rules[field as keyof FieldRules] = 'required';
  }
  return rules;
};

const named = (value: string): string => {
  if ([...value].length > 100) throw new RangeError('A site has at most 100 characters.');
  return value;
};

/** Several values: the option given again, several after it, or one text with commas, as from the environment. */
const list =
  (check: (value: string) => string) =>
  (value: string, before: string[]): string[] => {
    try {
      return [...(before ?? []), ...split(value).map(check)];
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : '');
    }
  };

const split = (value: string): string[] => value.split(/[,\s]+/).filter((part) => part !== '');
