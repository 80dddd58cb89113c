import type { ErrorEvent } from '../../../state-events.js';
import type { ThreadStore } from '../../../thread/thread-store.js';
import type { ThreadScope } from '../thread-scope.js';
import { StarlingElement } from '../starling-element.js';
import { fillStates } from '../../../styles/later/fill-states.js';
import { DateDrawer } from './draw-dates.js';
import { findInShadows } from './find-in-shadows.js';
import { type Drawn, isForeign, langAround } from './language-around.js';
import { tellAuthor } from './tell-author.js';
import { whenReached } from './when-reached.js';
import type { ReadList } from '../../comment-list/later/read-list.js';

interface Shown extends Drawn {
  readonly language: string;
  readonly thread?: string;
  readonly scope?: ThreadScope;
}

/** Attributes that accept any value. An element that has no others needs nothing done about them. */
const usual = /^(server|thread|site|locale|class|style|id|slot|part|title|hidden|aria-.*)$/;

const seen = new WeakSet<Shown>();

/**
 * Does all that can wait until the first view of a thread is shown. `said` is the page's name for the thread when it
 * was opened. If the code that follows the page can't be loaded, rejects before doing anything, so that the caller can
 * try again. Every other part is an extra, and is simply missing if it can't be loaded.
 */
export async function afterView(element: Shown, said: string): Promise<void> {
  // The element's class is another than the one that this chunk imports.
  if (!(element instanceof StarlingElement)) void import('../../../warn-query.js');
  if (!element.thread) (await import('./follow-page.js')).follow(element, said);
  const { store } = element.scope ?? {};
  if (store?.settings?.identity) void import('./identify.js').then(({ identify }) => identify(element, store));
  // Undefined elements are reported once, by a chunk that a complete page never loads.
  if (findInShadows(element.renderRoot, ':not(:defined)').length)
    void import('./warn-undefined.js').then(({ warnUndefined }) => warnUndefined(element.renderRoot));
  const error = store?.error;
  if (error) {
    tellAuthor(element, error);
    void import('./style-failure.js').then(({ styleFailure }) => styleFailure(element));
  }
  if (element.getAttributeNames().some((name) => !usual.test(name)))
    void import('./heed-attributes.js').then(({ heedAttributes }) => heedAttributes(element, !error));
  whenStaying(store, () => {
    void import('./follow-live.js').then(({ followLive }) => followLive(element));
  });
  // An element may show several threads one after another; the rest is done once for each element.
  if (seen.has(element)) return;
  seen.add(element);
  fillStates();
  const list = [element, ...element.renderRoot.children].find(({ localName }) => localName === 'starling-comment-list');
  if (list)
    whenReached(list as ReadList, () => {
      void import('../../comment-list/later/habits.js').then(({ addHabits }) => addHabits(list as ReadList));
    });
  element.addEventListener('starling-error', tellOfError);
  new DateDrawer(element).hostUpdated();
  markOnceForeign(element);
}

/** Loads the code that marks another language only when it is needed, as most pages are in the widget's language. */
const markOnceForeign = (element: Shown): void => {
  const watch = {
    hostUpdated: () => {
      if (!isForeign(element.l10n.lang, langAround(element))) return;
      element.removeController(watch);
      import('./mark-language.js').then(
        ({ LanguageMark }) => new LanguageMark(element).hostUpdated(),
        // Try again at the next update.
        () => element.addController(watch),
      );
    },
  };
  element.addController(watch);
  watch.hostUpdated();
};

/**
 * Calls back if live updates are available. If they need a connection, waits some seconds, so that readers who leave
 * at once cost no connection. Events before that are delivered when the connection starts, because the page has a
 * version.
 */
const whenStaying = (store: ThreadStore | undefined, callBack: () => void): void => {
  if (store?.backend?.subscribe) callBack();
  else if (store?.settings?.live) setTimeout(callBack, 10_000);
};

/** Reports errors of all parts. The events bubble, and the outermost element has the attributes. */
const tellOfError = ({ currentTarget, error }: ErrorEvent): void => tellAuthor(currentTarget as HTMLElement, error);
