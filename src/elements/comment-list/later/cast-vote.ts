import type { Comment } from '../../../contract.js';
import { VoteEvent } from '../../../vote-event.js';
import { vote } from '../../../thread/vote.js';
import type { ListHost } from '../list-host.js';
import { attempt } from './attempt.js';
import { withCaptcha } from './with-captcha.js';

/** Votes for (1) or against (-1) a comment; the same vote again removes it. */
export const castVote = (list: ListHost, comment: Comment, value: 1 | -1): Promise<void> =>
  attempt(list, async () => {
    list.notice = undefined;
    const kept = await vote(list.store!, comment, value, withCaptcha(list));
    list.dispatchEvent(new VoteEvent(comment.id, kept));
  });
