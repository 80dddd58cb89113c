import { type StarlingError, toStarlingError } from '../../../src/errors.js';
import { type Api, createApi, type Session } from '../client/api.js';
import { createDesk, type Desk } from './desk.js';
import { keepUpToDate } from './live.js';
import { Notices } from './notices.js';
import { Observable } from './observable.js';
import { addressOf, type Route } from './route.js';

/** Who is signed in, and the data for what they look at. */
export class Visit extends Observable {
  /** Undefined until it is known; null if nobody is signed in. */
  session: Session | null | undefined;
  /** The error, if it could not be found out who is signed in. */
  failed?: StarlingError;
  /** Whether the session ended while the page was in use. */
  isSignedOut = false;
  readonly api: Api;
  readonly notices = new Notices();
  readonly desk: Desk;
  /** The last list that was fetched, as its address. */
  #shown?: string;
  #unfollow?: () => void;

  /** @param base the address of the moderation API */
  constructor(base: string) {
    super();
    this.api = createApi(base, () => this.#signedOut());
    this.desk = createDesk(this.api, this.notices);
  }

  /** Finds out who is signed in, and fetches what the route shows. */
  async begin(route: Route): Promise<void> {
    Object.assign(this, { failed: undefined, isSignedOut: false });
    this.changed();
    try {
      this.session = await this.api.session();
      this.end();
      this.#unfollow = keepUpToDate(this.desk, this.session.name);
      this.changed();
      await this.show(route);
    } catch (cause) {
      const error = toStarlingError(cause);
      if (error.code === 'unauthorized') this.session = null;
      else this.failed = error;
      this.changed();
    }
  }

  /** Fetches what the route shows, unless it is already there. */
  async show({ view, filter, comment }: Route): Promise<void> {
    if (!this.session) return;
    const { queue, selection, notices } = this.desk;
    const list = addressOf({ view, filter });
    if (view === 'queue' && (queue.status !== 'ready' || list !== this.#shown)) {
      this.#shown = list;
      selection.clear();
      queue.currentId = comment;
      await queue.load(filter);
    }
    if (comment === undefined) return;
    try {
      await queue.open(comment);
    } catch (cause) {
      const error = toStarlingError(cause);
      if (error.code === 'not-found') notices.say({ key: 'commentGone' });
      else notices.fail(error);
    }
  }

  /** Stops following the server's stream. */
  end(): void {
    this.#unfollow?.();
  }

  #signedOut(): void {
    // If nobody was signed in at the start, the page shows the form. Otherwise unfinished work stays behind the dialog.
    if (this.session) this.isSignedOut = true;
    this.changed();
  }
}
