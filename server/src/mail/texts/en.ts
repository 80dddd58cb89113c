/** The texts of mails, of the pages that their links lead to, and of those that a sign-in elsewhere passes. */
export interface MailTexts {
  codeSubject(site: string): string;
  code: string;
  codeMinutes(minutes: number): string;
  codeNotYou: string;
  testSubject(site: string): string;
  test: string;
  confirmSubject(site: string): string;
  confirmReplies(title: string): string;
  confirmThread(title: string): string;
  confirmLink: string;
  confirmNotYou: string;
  replySubject(author: string, title: string): string;
  commentSubject(author: string, title: string): string;
  repliesSubject(count: number, title: string): string;
  wrote(author: string): string;
  someone: string;
  readLink: string;
  more(count: number): string;
  whyReplies: string;
  whyThread: string;
  endLink: string;
  noticeSubject(event: NoticeEvent, author: string, title: string): string;
  noticesSubject(count: number): string;
  notice(event: NoticeEvent, author: string, title: string): string;
  moderateLink: string;
  whyModerator: string;
  page: {
    unknown: string;
    unknownMore: string;
    confirm: string;
    confirmMore: string;
    confirmButton: string;
    confirmed: string;
    confirmedMore: string;
    tooLate: string;
    tooLateMore: string;
    end: string;
    endButton: string;
    ended: string;
    endedMore: string;
  };
  signIn: {
    done: string;
    doneMore: string;
    failed: string;
    /** Why it failed. */
    why: Record<SignInFailure, string>;
    again: string;
    back: string;
  };
}

/**
 * Why a sign-in elsewhere failed: `page` asked for something that it may not, or that there is not; `elsewhere`: it was
 * begun in another browser, or too long ago; the account is `nameless`; the reader `cancelled`; the provider `refused`,
 * or is `unreachable`.
 */
export type SignInFailure = 'page' | 'elsewhere' | 'nameless' | 'cancelled' | 'refused' | 'unreachable';

export type NoticeEvent = 'published' | 'held' | 'reported';

const noticed: Record<NoticeEvent, string> = {
  published: 'New comment',
  held: 'Waits for you',
  reported: 'Reported',
};

const en: MailTexts = {
  codeSubject: (site) => `Your code for ${site}`,
  code: 'To sign in, enter this code on the page:',
  codeMinutes: (minutes) => `It is good for ${minutes} minutes.`,
  codeNotYou: 'If you did not ask for it, somebody may have mistyped their address. You need not do anything.',
  testSubject: (site) => `A test from ${site}`,
  test: 'This mail was sent to try out the settings. It arrived.',
  confirmSubject: (site) => `Mails from ${site}?`,
  confirmReplies: (title) => `Somebody asked to get replies to their comment on “${title}” by mail, at this address.`,
  confirmThread: (title) => `Somebody asked to get new comments on “${title}” by mail, at this address.`,
  confirmLink: 'Yes, mail me',
  confirmNotYou: 'If that was not you, do nothing: no more mails will come.',
  replySubject: (author, title) => `${author} replied: ${title}`,
  commentSubject: (author, title) => `${author} commented: ${title}`,
  repliesSubject: (count, title) => `${count} new comments: ${title}`,
  wrote: (author) => `${author} wrote:`,
  someone: 'Somebody',
  readLink: 'Read and reply',
  more: (count) => `And ${count} more.`,
  whyReplies: 'You get this mail because you asked for replies to your comment.',
  whyThread: 'You get this mail because you follow these comments.',
  endLink: 'No more mails about this',
  noticeSubject: (event, author, title) => `${noticed[event]}: ${author}, ${title}`,
  noticesSubject: (count) => `${count} comments to look at`,
  notice: (event, author, title) => `${noticed[event]}: ${author} on “${title}”`,
  moderateLink: 'Open it',
  whyModerator: 'You get this mail because you are a moderator of this site.',
  page: {
    unknown: 'This link is not valid',
    unknownMore: 'It may have been cut off in the mail.',
    confirm: 'Get mails about these comments?',
    confirmMore: 'Every mail has a link by which you end them.',
    confirmButton: 'Yes, mail me',
    confirmed: 'You will get mails',
    confirmedMore: 'Every mail has a link by which you end them.',
    tooLate: 'This link is no longer valid',
    tooLateMore: 'Ask again on the page.',
    end: 'No more mails about these comments?',
    endButton: 'End these mails',
    ended: 'You get no more mails about these comments',
    endedMore: 'You can ask for them again on the page.',
  },
  signIn: {
    done: 'You are signed in',
    doneMore: 'You can close this window.',
    failed: 'You are not signed in',
    why: {
      page: 'The page that you come from may not offer this sign-in, or offers it wrongly.',
      elsewhere: 'This sign-in was not begun in this browser, or too long ago.',
      nameless: 'Your account there has no name to show. Give it one, and sign in again.',
      cancelled: 'The sign-in was cancelled.',
      refused: 'The sign-in did not succeed.',
      unreachable: 'Whoever you sign in with can not be reached now.',
    },
    again: 'You can close this window and try again.',
    back: 'Back to the page',
  },
};

export default en;
