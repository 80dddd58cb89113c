import { randomUUID } from 'node:crypto';
import { serveStandIn, type StandIn, type StandInRequest } from './http-server.js';

interface Row {
  id: string;
  /** The access token of its author. */
  uid: string;
  nick: string;
  link: string;
  url: string;
  comment: string;
  pid?: string;
  rid?: string;
  isSpam: boolean;
  top: boolean;
  created: number;
  ups: string[];
  downs: string[];
}

export interface TwikooStandIn extends StandIn {
  rows: Row[];
  /** The server's settings, as an administrator sets them. */
  config: Record<string, string | undefined>;
}

class Failure extends Error {}

/**
 * Twikoo, self-hosted, as its calls behave: every answer has status 200, and most failures the code 1000. Compared with
 * 1.7.19.
 */
export const twikooStandIn = async (): Promise<TwikooStandIn> => {
  const rows: Row[] = [];
  const config: TwikooStandIn['config'] = { COMMENT_PAGE_SIZE: '3', LIMIT_LENGTH: '0' };

  const show = (row: Row, uid: unknown, replies: object[] = []) => ({
    id: row.id,
    nick: row.nick,
    link: row.link,
    comment: row.comment,
    master: false,
    like: 0,
    ups: row.ups.length,
    downs: row.downs.length,
    liked: row.ups.includes(uid as string),
    disliked: row.downs.includes(uid as string),
    replies,
    rid: row.rid,
    pid: row.pid,
    top: row.top || undefined,
    isSpam: row.isSpam,
    isOwner: row.uid === uid,
    created: row.created,
    updated: row.created,
  });

  const get = ({ url, before, accessToken: uid }: Record<string, unknown>) => {
    // Fails without a code.
    if (!url) return { data: [], message: '参数"url"不合法' };
    const visible = rows.filter((row) => variants(url as string).includes(row.url) && (!row.isSpam || row.uid === uid));
    const main = visible.filter((row) => !row.rid);
    const limit = Number(config.COMMENT_PAGE_SIZE);
    const page = main
      .filter((row) => !row.top && (!before || row.created < (before as number)))
      .sort((a, b) => b.created - a.created);
    const shown = [...(before ? [] : main.filter((row) => row.top)), ...page.slice(0, limit)];
    const repliesTo = (root: Row) => visible.filter((row) => row.rid === root.id).map((row) => show(row, uid));
    return {
      data: shown.map((row) => show(row, uid, repliesTo(row))),
      more: page.length > limit,
      count: main.length,
    };
  };

  const submit = (event: Record<string, unknown>) => {
    for (const field of ['url', 'ua', 'comment']) if (!event[field]) throw new Failure(`参数"${field}"不合法`);
    if (config.CAPTCHA_PROVIDER === 'Turnstile' && event.turnstileToken !== 'good') throw new Failure('验证码错误');
    const limit = Number(config.LIMIT_LENGTH);
    if (limit && (event.comment as string).length > limit) throw new Failure('评论内容过长');
    const row: Row = {
      id: randomUUID().replaceAll('-', ''),
      uid: event.accessToken as string,
      nick: (event.nick as string) || '匿名',
      link: (event.link as string) ?? '',
      url: event.url as string,
      comment: event.comment as string,
      pid: (event.pid ?? event.rid) as string | undefined,
      rid: event.rid as string | undefined,
      isSpam: config.AKISMET_KEY === 'MANUAL_REVIEW',
      top: false,
      created: Date.now(),
      ups: [],
      downs: [],
    };
    rows.push(row);
    return { id: row.id };
  };

  const like = ({ id, type, accessToken: uid }: Record<string, unknown>) => {
    const row = rows.find((each) => each.id === id);
    const [own, other] = type === 'up' ? (['ups', 'downs'] as const) : (['downs', 'ups'] as const);
    if (row) {
      const had = row[own].includes(uid as string);
      row[other] = row[other].filter((each) => each !== uid || had);
      row[own] = had ? row[own].filter((each) => each !== uid) : [...row[own], uid as string];
    }
    // The same where there is no such comment.
    return { updated: 1 };
  };

  const remove = ({ id, accessToken: uid }: Record<string, unknown>) => {
    const index = rows.findIndex((each) => each.id === id);
    if (index < 0) throw new Failure('评论不存在');
    if (rows[index]!.uid !== uid) throw new Failure('只能删除自己的评论');
    rows.splice(index, 1);
    return { code: 0, deleted: 1 };
  };

  const counts = ({ urls, includeReply }: Record<string, unknown>) => ({
    data: (urls as string[]).map((url) => ({
      url,
      count: rows.filter((row) => row.url === url && !row.isSpam && (includeReply || !row.rid)).length,
    })),
  });

  const calls: Record<string, (event: Record<string, unknown>) => Record<string, unknown>> = {
    COMMENT_GET: get,
    COMMENT_SUBMIT: submit,
    COMMENT_LIKE: like,
    COMMENT_DELETE_FOR_USER: remove,
    GET_COMMENTS_COUNT: counts,
    GET_CONFIG: () => ({ code: 0, config: { VERSION: '1.7.19', ...config } }),
  };

  const answer = ({ body }: StandInRequest): Record<string, unknown> => {
    const call = calls[body.event as string];
    if (!call) return { code: body.event ? 1001 : 100, message: '请更新 Twikoo 云函数至最新版本' };
    try {
      const result = call(body);
      return !result.code && !body.accessToken ? { ...result, accessToken: randomUUID().replaceAll('-', '') } : result;
    } catch (error) {
      if (error instanceof Failure) return { code: 1000, message: error.message };
      throw error;
    }
  };

  const standIn = await serveStandIn((request) => ({ body: answer(request) }));
  return { ...standIn, rows, config };
};

/** A path with and without its last slash is one. */
const variants = (url: string): string[] => [url, url.endsWith('/') ? url.slice(0, -1) : `${url}/`];
