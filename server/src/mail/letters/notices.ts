import type { QueuedComment } from '../../store/moderation-records.js';
import { writeLetter, type Block } from '../letter.js';
import { findComments, type Compose, type Desk } from '../compose.js';
import type { NoticeEvent } from '../texts/en.js';
import { textsIn, type MailTexts } from '../texts/texts.js';

/** The most comments that one mail shows; it only counts the others. */
const mostShown = 50;

/** Tells a moderator about comments. The links open the moderators' page, which requires signing in. */
export const composeNotices: Compose = async (entries, desk) => {
  const { site, store } = desk;
  const found = await findComments(store, entries);
  const comments = found.filter(({ status, spam }) => status !== 'deleted' && !spam);
  const [first] = comments;
  if (!first) return undefined;
  const { language, texts } = textsIn(site.language);
  const rest = comments.length - mostShown;
  return writeLetter({
    subject: comments.length === 1 ? sentence(first, texts, 'noticeSubject') : texts.noticesSubject(comments.length),
    language,
    site: site.name,
    blocks: [
      ...comments.slice(0, mostShown).flatMap((comment) => blocksOf(comment, desk, texts)),
      ...(rest > 0 ? [{ type: 'words', text: texts.more(rest) } as const] : []),
    ],
    footer: [{ type: 'words', text: texts.whyModerator }],
  });
};

/** Depends on the current state: a comment that was held may be public by now. */
const eventOf = ({ status, reports }: QueuedComment): NoticeEvent => {
  if (reports.length > 0) return 'reported';
  return status === 'pending' ? 'held' : 'published';
};

const sentence = (comment: QueuedComment, texts: MailTexts, which: 'notice' | 'noticeSubject'): string =>
  texts[which](
    eventOf(comment),
    comment.authorName || texts.someone,
    comment.threadTitle ?? comment.threadUrl ?? comment.threadId,
  );

const blocksOf = (comment: QueuedComment, { link }: Desk, texts: MailTexts): Block[] => [
  { type: 'words', text: sentence(comment, texts, 'notice') },
  { type: 'quote', text: comment.body, html: comment.html },
  { type: 'link', label: texts.moderateLink, href: link(`/moderation#comment-${comment.id}`) },
];
