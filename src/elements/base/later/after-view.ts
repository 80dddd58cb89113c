import type { ErrorEvent } from '../../../state-events.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { ThreadScope } from '../thread-scope.js';
import { fillStates } from '../../../styles/later/fill-states.js';
import { DateDrawer } from './draw-dates.js';
import { findInShadows } from './find-in-shadows.js';
import { type Drawn, isForeign } from './language-around.js';
import { tellAuthor } from './tell-author.js';
import { whenReached } from './when-reached.js';
import type { ReadList } from '../../comment-list/later/read-list.js';

interface Shown extends Drawn {
  readonly language: string;
  readonly thread?: string;
  readonly scope?: ThreadScope;
}

/** Attributes of which any value is right: an element that has no others is not checked. */
const usual = /^(server|thread|site|locale|class|style|id|slot|part|title|hidden|aria-.*)$/;

const seen = new WeakSet<Shown>();

/**
 * What waits until the first view of a thread is there; `said` is what the page called it then. Rejects, with nothing
 * done, where it is to be tried again: but for following the page, what does not come is an extra that is missing.
 */
export async function afterView(element: Shown, said: string): Promise<void> {
  if (!element.thread) (await import('./follow-page.js')).follow(element, said);
  const { store } = element.scope ?? {};
  if (store?.settings?.identity) void import('./identify.js').then(({ identify }) => identify(element, store));
  // What is missing is told once, by a chunk that a complete page never loads.
  if (findInShadows(element.renderRoot, ':not(:defined)').length)
    void import('./warn-undefined.js').then(({ warnUndefined }) => warnUndefined(element.renderRoot));
  const error = store?.error;
  if (error) {
    tellAuthor(element, error);
    void import('./style-failure.js').then(({ styleFailure }) => styleFailure(element));
  } else if (element.getAttributeNames().some((name) => !usual.test(name)))
    void import('./check-attributes.js').then(({ mendAttributes }) => tellAuthor(element, mendAttributes(element)));
  whenStaying(store, () => {
    void import('./follow-live.js').then(({ followLive }) => followLive(element));
  });
  const item = element.getAttribute('json-ld');
  if (item !== null) void import('./json-ld.js').then(({ describeRatings }) => describeRatings(element, item));
  // An element may show one thread after the other.
  if (seen.has(element)) return;
  seen.add(element);
  fillStates();
  if (element.hasAttribute('rate'))
    void import('../../rating-summary/later/own-rating.js').then(({ offerRating }) => offerRating(element));
  const list = [element, ...element.renderRoot.children].find(({ localName }) => localName === 'starling-comment-list');
  if (list)
    whenReached(list as ReadList, () => {
      void import('../../comment-list/later/habits.js').then(({ addHabits }) => addHabits(list as ReadList));
    });
  element.addEventListener('starling-error', tellOfError);
  new DateDrawer(element).hostUpdated();
  markOnceForeign(element);
}

/** Most pages are in the language of their comments. */
const markOnceForeign = (element: Shown): void => {
  const watch = {
    hostUpdated: () => {
      if (!isForeign(element)) return;
      element.removeController(watch);
      import('./mark-language.js').then(
        ({ LanguageMark }) => new LanguageMark(element).hostUpdated(),
        // Once more with the next update.
        () => element.addController(watch),
      );
    },
  };
  element.addController(watch);
  watch.hostUpdated();
};

/**
 * Where a thread can be followed, and once the reader stays: those who look in and leave cost no connection. What happens
 * until then is told as it begins, since the page says its version.
 */
const whenStaying = (store: ThreadStore | undefined, callBack: () => void): void => {
  if (store?.backend?.subscribe) callBack();
  else if (store?.settings?.live) setTimeout(callBack, 10_000);
};

/** Of the errors of all parts, which bubble; the outermost has the attributes. */
const tellOfError = ({ currentTarget, error }: ErrorEvent): void => tellAuthor(currentTarget as HTMLElement, error);
