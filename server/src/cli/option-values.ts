import { statSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import type { FieldRules } from '../contract.js';
import { parseNetwork } from '../http/network.js';
import { parseMailAddress } from '../mail/address.js';
import { checkedOrigin } from '../service/checked.js';
import { scriptPattern } from '../spam/unexpected-script.js';

/*
 * Parsers for the values of options, variables and the settings file. Each takes text, and throws an
 * InvalidArgumentError that says what to write instead.
 */

export const captchas = ['altcha', 'recaptcha', 'hcaptcha', 'turnstile', 'friendly', 'cap', 'none'] as const;

export const file = (value: string): string => {
  if (!statSync(value, { throwIfNoEntry: false })?.isFile()) throw new InvalidArgumentError('No such file.');
  return value;
};

export const basePath = (value: string): string => {
  const path = value.replace(/\/+$/, '');
  if (!/^(\/[\w.~-]+)*$/.test(path)) throw new InvalidArgumentError('One is /comments.');
  return path;
};

export const publicUrl = (value: string): string => {
  const url = address(value);
  if (/[?#@]/.test(url)) throw new InvalidArgumentError('One is https://example.org/comments.');
  return url;
};

/** Milliseconds since 1970. */
export const time = (value: string): number => {
  const milliseconds = Date.parse(value);
  if (!/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(milliseconds))
    throw new InvalidArgumentError('One is 2030-01-01.');
  return milliseconds;
};

/** The same as the end of something: a date includes its whole day. */
export const endTime = (value: string): number => time(value) + (/^\d{4}-\d\d-\d\d$/.test(value) ? dayLength - 1 : 0);

const dayLength = 24 * 60 * 60 * 1000;

export const language = (value: string): string => {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? value;
  } catch {
    throw new InvalidArgumentError('One is de, or pt-BR.');
  }
};

/** The name of a Unicode script. */
export const script = (value: string): string => {
  if (scriptPattern(value) === undefined) throw new InvalidArgumentError('Some are Latin, Cyrillic, Han.');
  return value;
};

export const database = (value: string): string => {
  if (!/^(sqlite:.|postgres(ql)?:\/\/.)/.test(value)) {
    throw new InvalidArgumentError('One is sqlite:./starling.db, or postgres://user@host/database');
  }
  return value;
};

export const filled = (value: string): string => {
  if (value === '') throw new InvalidArgumentError('It is empty.');
  return value;
};

export const folder = (value: string): string => {
  if (!statSync(value, { throwIfNoEntry: false })?.isDirectory()) throw new InvalidArgumentError('No such folder.');
  return value;
};

export const port = (value: string): number => {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new InvalidArgumentError('Not a port.');
  return Number(value);
};

export const address = (value: string): string => {
  if (!/^https?:\/\/./i.test(value) || !URL.canParse(value)) throw new InvalidArgumentError('Not an http(s) address.');
  return value;
};

export const smtp = (value: string): string => {
  if (!/^smtps?:\/\/./i.test(value) || !URL.canParse(value)) {
    throw new InvalidArgumentError('One is smtps://user:password@mail.example');
  }
  return value;
};

/** @throws InvalidArgumentError if it is not an e-mail address */
export const mailAddress = (value: string): string => {
  try {
    parseMailAddress(value);
    return value;
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
};

export const mebibytes = (value: string): number => {
  if (!/^\d{1,5}$/.test(value)) throw new InvalidArgumentError('One is 64.');
  return Number(value);
};

export const score = (value: string): number => {
  if (!/^(0|1|[01]?\.\d+)$/.test(value) || Number(value) > 1) throw new InvalidArgumentError('One is 0.5.');
  return Number(value);
};

const units = { s: 1, m: 60, h: 3600, d: 86_400 };

export const duration = (value: string): number => {
  const [, amount, unit] = /^(\d{1,6})([smhd]?)$/.exec(value) ?? [];
  if (amount === undefined || (unit === '' && amount !== '0')) throw new InvalidArgumentError('One is 15m.');
  return Number(amount) * (units[unit as keyof typeof units] ?? 0);
};

export const required = (value: string): Partial<FieldRules> => {
  const rules: FieldRules = { name: 'optional', email: 'optional', url: 'hidden' };
  const fields = value === 'none' ? [] : split(value);
  for (const field of fields) {
    if (!Object.hasOwn(rules, field)) throw new InvalidArgumentError(`There is no field "${field}".`);
    rules[field as keyof FieldRules] = 'required';
  }
  return rules;
};

export const named = (value: string): string => {
  if ([...value].length > 100) throw new InvalidArgumentError('A site has at most 100 characters.');
  return value;
};

/**
 * Several values: from a repeated option, from several words after it, or from one text with commas, as in the
 * environment.
 */
export const list =
  (check: (value: string) => string) =>
  (value: string, before: string[]): string[] => [...(before ?? []), ...split(value).map(check)];

const split = (value: string): string[] => value.split(/[,\s]+/).filter((part) => part !== '');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : '');

/** @throws InvalidArgumentError if it is not the origin of a page */
export const origin = (value: string): string => {
  try {
    return checkedOrigin(value);
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
};

/** @throws InvalidArgumentError if it is not a network */
export const network = (value: string): string => {
  try {
    parseNetwork(value);
    return value;
  } catch (error) {
    throw new InvalidArgumentError(messageOf(error));
  }
};
