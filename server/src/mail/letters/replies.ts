import { pageOf } from '../../service/feeds.js';
import { subscriptionToken } from '../../service/subscription-tokens.js';
import type { QueuedComment } from '../../store/moderation-records.js';
import { writeLetter, type Block } from '../letter.js';
import { findComments, type Compose, type Desk } from '../compose.js';
import { textsIn, type MailTexts } from '../texts/texts.js';

/** The most comments that one mail shows; it only counts the others. */
const mostShown = 20;

/**
 * Tells somebody about new comments in a thread that they follow. Comments that are not public any more are left out.
 */
export const composeReplies: Compose = async (entries, desk) => {
  const { site, store, link, secret } = desk;
  const id = String(entries[0]!.content.subscription);
  const subscription = await store.read(({ subscriptions }) => subscriptions.find(id));
  if (!subscription?.confirmed) return undefined;
  const found = await findComments(store, entries);
  const comments = found.filter(({ status }) => status === 'published');
  const [first] = comments;
  if (!first) return undefined;
  const { language, texts } = textsIn(subscription.language);
  const title = first.threadTitle ?? first.threadUrl ?? first.threadId;
  const end = link(`/subscriptions/${subscriptionToken(secret, 'end', id)}`);
  const rest = comments.length - mostShown;
  const oneSubject = first.parent === null ? texts.commentSubject : texts.replySubject;
  return writeLetter({
    subject:
      comments.length === 1
        ? oneSubject(first.authorName || texts.someone, title)
        : texts.repliesSubject(comments.length, title),
    language,
    site: site.name,
    blocks: [
      ...comments.slice(0, mostShown).flatMap((comment) => blocksOf(comment, desk, texts)),
      ...(rest > 0 ? [{ type: 'words', text: texts.more(rest) } as const] : []),
    ],
    footer: [
      { type: 'words', text: subscription.comment ? texts.whyReplies : texts.whyThread },
      { type: 'link', label: texts.endLink, href: end },
    ],
    // RFC 8058: lets mail programs end the subscription with a button of their own.
    headers: { 'List-Unsubscribe': `<${end}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  });
};

const blocksOf = (comment: QueuedComment, { site }: Desk, texts: MailTexts): Block[] => {
  const page = pageOf(comment, site);
  return [
    { type: 'words', text: texts.wrote(comment.authorName || texts.someone) },
    { type: 'quote', text: comment.body, html: comment.html },
    ...(page ? [{ type: 'link', label: texts.readLink, href: withComment(page, comment.id) } as const] : []),
  ];
};

const withComment = (page: string, id: string): string => {
  const url = new URL(page);
  url.hash = `comment-${id}`;
  return url.href;
};
