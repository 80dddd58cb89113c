import { fromBase64, toBase64Url } from '../base64.js';

/** scrypt (RFC 7914) of a password, 32 bytes. */
export type Scrypt = (password: string, salt: Uint8Array, cost: ScryptCost) => Promise<Uint8Array>;

/** CPU and memory cost, block size, parallelisation. */
export interface ScryptCost {
  N: number;
  r: number;
  p: number;
}

/** 32 MiB and about a fifth of a second: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const cost: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const leastPassword = 10;

/** scrypt in JavaScript, for runtimes that have no built-in scrypt. It yields to other work while it computes. */
export const plainScrypt: Scrypt = async (password, salt, { N, r, p }) => {
  const { scryptAsync } = await import('@noble/hashes/scrypt.js');
  return scryptAsync(password, salt, { N, r, p, dkLen: 32 });
};

/** The stored form of a password. It contains the cost parameters, so that they can be raised later. */
export const hashPassword = async (scrypt: Scrypt, password: string): Promise<string> => {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const hash = await scrypt(password.normalize('NFKC'), salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, toBase64Url(salt), toBase64Url(hash)].join('$');
};

/** Whether the password is right. If nothing is stored, the check takes as long as for a wrong password. */
export const isPassword = async (scrypt: Scrypt, password: string, kept: string | undefined): Promise<boolean> => {
  const [, N, r, p, salt = '', hash = ''] = (kept ?? nobody).split('$');
  const found = await scrypt(password.normalize('NFKC'), fromBase64(salt), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return isSame(found, fromBase64(hash)) && kept !== undefined;
};

const nobody = [
  'scrypt',
  cost.N,
  cost.r,
  cost.p,
  toBase64Url(new Uint8Array(16)),
  toBase64Url(new Uint8Array(32)),
].join('$');

/** Compares in constant time. */
const isSame = (a: Uint8Array, b: Uint8Array): boolean => {
  let difference = a.length ^ b.length;
  a.forEach((byte, index) => (difference |= byte ^ (b[index] ?? 0)));
  return difference === 0;
};

/** What is wrong with a new password; undefined if it is acceptable. */
export const weaknessOf = async (password: string, login: string): Promise<string | undefined> => {
  if ([...password].length < leastPassword) return `Must have at least ${leastPassword} characters.`;
  if ([...password].length > 200) return 'Must have at most 200 characters.';
  const plain = password.normalize('NFKC').toLowerCase();
  if (plain.includes(login) && plain.length - login.length < leastPassword) return 'Must say more than the login.';
  if (new Set(plain).size < 5) return 'Must not repeat so few characters.';
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return dictionary['passwords-common'].includes(plain) ? 'Is one of the commonest passwords.' : undefined;
};
