import type { Command } from 'commander';
import type { Config } from './config-schema.js';
import type { ServeArguments } from './options.js';

/**
 * What counts of a command's options, their variables and the file that `--config` names: an option before a variable,
 * both before the file, and all before the defaults. The file is read each time.
 *
 * @throws OptionError where the file is wrong
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

/** The file's settings under the names that the options have. */
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
