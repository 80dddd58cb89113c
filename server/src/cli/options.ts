import { Command, Option } from 'commander';
import type { FieldRules } from '../contract.js';
import { moderationModes, type ModerationMode } from '../service/settings.js';
import type { SiteConfig } from './config-schema.js';
import { OptionError } from './option-error.js';
import * as values from './option-values.js';

/** The checked options of the command line and the environment. */
export interface ServeArguments extends DatabaseArguments, GeneralSettings {
  host?: string;
  port: number;
  basePath?: string;
  publicUrl?: string;
  origin: string[];
  site: string[];
  captcha: (typeof values.captchas)[number];
  captchaKey?: string;
  captchaSecret?: string;
  captchaEndpoint?: string;
  captchaScore?: number;
  moderation: ModerationMode;
  /** In seconds. */
  editWindow: number;
  require: Partial<FieldRules>;
  trustedProxy: string[];
  secret?: string;
  smtp?: string;
  mailFrom?: string;
  metricsPort?: number;
  /** In MiB. */
  pageMemory: number;
  widget?: string;
  static?: string;
  /** From the file: the settings of single sites. */
  sites?: Record<string, SiteConfig>;
}

/** Settings that only the file has, for all sites that don't specify their own. */
export type GeneralSettings = Pick<
  SiteConfig,
  'language' | 'ratings' | 'votes' | 'closeAfter' | 'reportsToHold' | 'identity' | 'index' | 'spam'
>;

export interface DatabaseArguments {
  database: string;
  config?: string;
}

/** Each option can also come from the environment: `--edit-window` as `STARLING_EDIT_WINDOW`. */
const option = (flags: string, description: string): Option => {
  const made = new Option(flags, description);
  return made.env(variableOf(made.name()));
};

const variableOf = (name: string): string => `STARLING_${name.replace(/^--/, '').replaceAll('-', '_').toUpperCase()}`;

export const configOption = (): Option =>
  option('--config <file>', 'settings in JSON, with sites of their own').argParser(values.file);

/**
 * Parses a value that may contain a password. Commander's own message would repeat it, and errors end up in logs.
 *
 * @throws OptionError
 */
export const unrepeated =
  <T>(name: string, parse: (value: string) => T) =>
  (value: string): T => {
    try {
      return parse(value);
    } catch (error) {
      const isVariable = process.env[variableOf(name)] === value;
      const named = isVariable ? `variable '${variableOf(name)}'` : `option '${name}'`;
      throw new OptionError(`${named}: ${error instanceof Error ? error.message : ''}`);
    }
  };

export const databaseOption = (): Option =>
  option('--database <address>', 'where everything is kept')
    .default('sqlite:./starling.db')
    .argParser(unrepeated('--database', values.database));

export const smtpOption = (): Option =>
  option('--smtp <url>', 'the server that takes mails: smtps://user:password@mail.example').argParser(
    unrepeated('--smtp', values.smtp),
  );

export const mailFromOption = (): Option =>
  option('--mail-from <address>', 'whom mails are from: comments@example.org').argParser(values.mailAddress);

/** The command that serves, with its options. */
export const serveCommand = (): Command => {
  const command = new Command('serve').description('serve the API and the widget (default)').exitOverride();
  for (const option of serveOptions()) command.addOption(option);
  return command;
};

export const serveOptions = (): Option[] => [
  configOption(),
  option('--host <host>', 'address to listen on; by default all of this machine'),
  option('--port <port>', 'port to listen on').default(8787).argParser(values.port),
  option(
    '--base-path <path>',
    'path below which a proxy passes requests on; by default that of --public-url',
  ).argParser(values.basePath),
  option('--public-url <url>', 'where the world reaches this server, for links and cookies').argParser(
    values.publicUrl,
  ),
  databaseOption(),
  option('--origin <url...>', 'origins of the pages that may write; by default only those of this server')
    .default([], 'none')
    .argParser(values.list(values.origin)),
  option('--site <id...>', 'sites that are served; by default any')
    .default([], 'any')
    .argParser(values.list(values.named)),
  option('--captcha <provider>', 'what a first comment, vote or rating must pass')
    .choices(values.captchas)
    .default('altcha'),
  option('--captcha-key <key>', "the captcha provider's site key"),
  option('--captcha-secret <secret>', "the captcha provider's secret key"),
  option('--captcha-endpoint <url>', 'where answers are verified, where it is not the usual place').argParser(
    values.address,
  ),
  option('--captcha-score <score>', 'for recaptcha: the least score of version 3, from 0 to 1').argParser(values.score),
  option('--moderation <mode>', 'which comments wait for a moderator').choices(moderationModes).default('none'),
  option('--edit-window <duration>', 'how long authors may change a comment: 90s, 15m, 2h, 1d, or 0')
    .default(900, '15m')
    .argParser(values.duration),
  option('--require <fields>', 'author fields that must be filled: of name, email, url; or none')
    .default({}, 'name,email')
    .argParser(values.required),
  option('--trusted-proxy <cidr...>', 'proxies whose X-Forwarded-For is believed')
    .default([], 'none')
    .argParser(values.list(values.network)),
  option(
    '--secret <secret>',
    'signs challenges and hides visitors; by default one is made and kept in the database',
  ).argParser(values.filled),
  smtpOption(),
  mailFromOption(),
  option('--metrics-port <port>', 'port for figures in the format of Prometheus; by default none').argParser(
    values.port,
  ),
  option('--page-memory <MiB>', 'memory for pages as they were last rendered; 0 for none')
    .default(64)
    .argParser(values.mebibytes),
  option('--widget <folder>', 'the built widget; by default the one that comes with the server').argParser(
    values.folder,
  ),
  option('--static <folder>', 'pages to serve beside the API').argParser(values.folder),
];
