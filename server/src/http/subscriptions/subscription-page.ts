import { readersLanguage, textsIn } from '../../mail/texts/texts.js';
import { escapeHtml } from '../../static.js';
import type { LinkedSubscription } from '../../service/subscriptions.js';
import { paragraph, plainPage } from '../plain-page.js';

/** A page without scripts: it says what the link is for and has a button, or says what was done. */
export const subscriptionPage = (
  found: LinkedSubscription | undefined,
  state: 'asked' | 'done',
  acceptLanguage: string | undefined,
): Response => {
  const asked = found?.subscription?.language ?? readersLanguage(acceptLanguage) ?? found?.site?.language ?? 'en';
  const { language, texts } = textsIn(asked);
  const site = found?.site?.name || '';
  const title = found?.subscription?.threadTitle ?? found?.subscription?.threadUrl ?? found?.subscription?.threadId;
  const { heading, words, button } = contentOf(found, state, texts.page, title ?? '');
  const content = [
    ...words.map(paragraph),
    button && `<form method="post"><button>${escapeHtml(button)}</button></form>`,
  ];
  return plainPage({ status: found ? 200 : 404, language, heading, site, content: content.join('\n') });
};

const contentOf = (
  found: LinkedSubscription | undefined,
  state: 'asked' | 'done',
  texts: ReturnType<typeof textsIn>['texts']['page'],
  title: string,
): { heading: string; words: string[]; button: string } => {
  if (!found) return { heading: texts.unknown, words: [texts.unknownMore], button: '' };
  const { purpose, subscription } = found;
  const isOver = subscription === undefined;
  if (purpose === 'end') {
    if (isOver || state === 'done') return { heading: texts.ended, words: [texts.endedMore], button: '' };
    return { heading: texts.end, words: [title], button: texts.endButton };
  }
  if (isOver) return { heading: texts.tooLate, words: [texts.tooLateMore], button: '' };
  if (state === 'done' || subscription.confirmed) {
    return { heading: texts.confirmed, words: [title, texts.confirmedMore], button: '' };
  }
  return { heading: texts.confirm, words: [title, texts.confirmMore], button: texts.confirmButton };
};
