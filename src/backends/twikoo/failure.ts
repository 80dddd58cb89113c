import type { ErrorCode } from '../../contract.js';
import { StarlingError, type StarlingErrorOptions } from '../../errors.js';

const codes: Record<number, ErrorCode> = {
  1001: 'misconfigured',
  1024: 'unauthorized',
  1030: 'forbidden',
  1403: 'forbidden',
};

/** Most failures have the same number (1000) and can only be distinguished by their fixed texts. */
const texts: [begin: string, code: ErrorCode, options?: StarlingErrorOptions][] = [
  ['评论不存在', 'not-found'],
  ['只能删除自己的评论', 'forbidden'],
  ['请先登录', 'unauthorized'],
  ['发言频率过高', 'rate-limited', { retryAfter: 600 }],
  ['评论太火爆啦', 'rate-limited', { retryAfter: 600 }],
  ['Too Many Requests', 'rate-limited', { retryAfter: 600 }],
  ['评论内容过长', 'invalid', { fields: { body: 'Too long.' } }],
  ['邮箱格式不合法', 'invalid', { fields: { 'author.email': 'Must be an e-mail address.' } }],
  ['包含屏蔽词', 'forbidden'],
  ['验证码', 'captcha'],
  ['Cap验证码', 'captcha'],
  ['Cap 验证码', 'captcha'],
  ['极验验证码', 'captcha'],
];

/** The error for a refusal by a Twikoo server. */
export const twikooFailure = (code: unknown, message: string): StarlingError => {
  const [, known, options] = texts.find(([begin]) => message.startsWith(begin)) ?? [];
  return new StarlingError(known ?? codes[Number(code)] ?? 'server', message || `code ${String(code)}`, options);
};
