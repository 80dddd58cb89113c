import type { Command } from 'commander';
import type { Config } from './config-schema.js';
import type { ServeArguments } from './options.js';

/**
 * The effective options of a command: options override variables, both override the file that `--config` names, and all
 * override the defaults. The file is read at each call.
 *
 * @throws OptionError if the file is invalid
 */
export const settle = async <T extends { config?: string }>(command: Command): Promise<T> => {
  const options = command.opts<T>();
  if (options.config === undefined) return options;
  const { readConfig } = await import('./read-config.js');
  const fromFile = asOptions(readConfig(options.config, process.env));
  const given = Object.fromEntries(
    Object.entries(options).filter(([name]) => ['cli', 'env'].includes(command.getOptionValueSource(name) ?? '')),
  );
  return { ...options, ...fromFile, ...given };
};

/** The file's settings under the names of the options. */
const asOptions = ({ $schema: _, captcha, fields, require, ...config }: Config): Partial<ServeArguments> => ({
  ...config,
  ...(typeof captcha === 'string' && { captcha }),
  ...(typeof captcha === 'object' && {
    captcha: captcha.provider,
    captchaKey: captcha.key,
    captchaSecret: captcha.secret,
    captchaEndpoint: captcha.endpoint,
    captchaScore: captcha.score,
  }),
  ...((require ?? fields) && { require: { ...require, ...fields } }),
});
