import type { ReactiveController } from 'lit';
import { ErrorEvent } from '../../../state-events.js';
import { watchCount } from '../../../thread/count-comments.js';
import { toStarlingError } from '../../../errors.js';
import { follow } from '../../base/later/follow-page.js';
import { LanguageMark } from '../../base/later/mark-language.js';
import { sourceAttributes } from '../../base/thread-attributes.js';
import { pageThread } from '../../base/page-thread.js';
import { tellAuthor } from '../../base/later/tell-author.js';
import { threadSource } from '../../base/thread-source.js';
import type { CountHost } from '../count-host.js';

/** Keeps a count up to date while the element is on the page, for the thread that attributes and page name. */
export class CountWatch implements ReactiveController {
  readonly #host: CountHost;
  #controller?: AbortController;
  /** The values of the attributes when the backend was last asked. */
  #attributes?: unknown[];

  constructor(host: CountHost) {
    this.#host = host;
    host.addController(this);
    new LanguageMark(host);
  }

  hostConnected(): void {
    void this.ask();
  }

  hostUpdate(): void {
    const before = this.#attributes;
    const now = this.#read();
    if (before?.some((value, index) => value !== now[index])) void this.ask();
  }

  /** What names the thread: the attributes, and the page's name if they do not name it. */
  #read(): unknown[] {
    const host = this.#host;
    return [...sourceAttributes.map((name) => host[name]), host.thread || pageThread()];
  }

  hostDisconnected(): void {
    this.#controller?.abort();
    this.#attributes = undefined;
  }

  /** Gets the number of comments. `anew` asks the backend even if the number is known. */
  async ask(anew = false): Promise<void> {
    const host = this.#host;
    this.#controller?.abort();
    const { signal } = (this.#controller = new AbortController());
    this.#attributes = this.#read();
    const show = (count: number) => {
      host.count = count;
      host.requestUpdate();
    };
    try {
      const source = threadSource(host);
      if (!host.thread) follow(host, source.thread.id);
      await watchCount(source, show, { signal, anew });
    } catch (cause) {
      if (signal.aborted) return;
      const error = toStarlingError(cause);
      host.dispatchEvent(new ErrorEvent(error));
      tellAuthor(host, error);
    }
  }
}
