import type { LogEntry } from '../../src/service/moderation-log.js';
import type { Moderated } from '../../src/service/present.js';
import type { QueuePage } from '../../src/service/queue.js';

/** Callbacks for news of the queue. */
export interface QueueNews {
  comment(comment: Moderated): void;
  decision(entry: LogEntry): void;
  counts(counts: QueuePage['counts']): void;
  /** Called when the stream is connected again after an interruption. */
  again(): void;
}

/** Milliseconds after which a stream that the server refused is requested again. */
const pause = 15_000;

/**
 * Follows the server's stream until it is stopped. A browser reconnects an interrupted stream by itself, but not one
 * that was refused.
 */
export const followQueue = (url: URL, news: QueueNews): (() => void) => {
  let source: EventSource | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let wasAway = false;

  const open = (): void => {
    source = new EventSource(url);
    const on = <T>(name: string, tell: (data: T) => void) =>
      source!.addEventListener(name, ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as T));
    on('comment', news.comment);
    on('decision', news.decision);
    on('counts', news.counts);
    source.addEventListener('open', () => {
      if (wasAway) news.again();
      wasAway = false;
    });
    source.addEventListener('error', () => {
      wasAway = true;
      if (source?.readyState !== EventSource.CLOSED) return;
      clearTimeout(waiting);
      waiting = setTimeout(open, pause);
    });
  };

  open();
  return () => {
    clearTimeout(waiting);
    source?.close();
  };
};
