import { ApiError } from '../../api-error.js';
import { protection } from '../middleware/protection.js';

/** One open stream of events: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface EventStream {
  send(events: Uint8Array): void;
}

export interface EventStreams {
  /**
   * Answers with a stream once `begin` has resolved. The function that `begin` returns is called when the stream has
   * ended, whoever ended it. Streams are counted by network.
   *
   * @throws ApiError `rate-limited`, or whatever `begin` throws
   */
  open(
    network: string | undefined,
    headers: Record<string, string>,
    begin: (stream: EventStream) => Promise<() => void>,
  ): Promise<Response>;
}

export interface EventStreamOptions {
  /** Ends all streams, and prevents new ones. */
  signal?: AbortSignal;
  /** The maximum number of open streams per network. */
  most: number;
  /** Milliseconds between two comment lines, which show that connections are alive. */
  beat: number;
}

export const defaultEventStreams = { most: 50, beat: 25_000 };

/**
 * Bytes that may be buffered for a client that reads too slowly. After that it is cut off, and catches up from its last
 * id.
 */
const mostWaiting = 256 * 1024;

/** Manages the open streams of all clients. */
export const eventStreams = ({ signal, most, beat }: EventStreamOptions): EventStreams => {
  const open = new Set<OpenStream>();
  const networks = new Map<string, number>();
  let beating: ReturnType<typeof setInterval> | undefined;

  const enter = (network: string): void => {
    const count = networks.get(network) ?? 0;
    if (count >= most) {
      throw new ApiError('rate-limited', 'Too many streams are open from your network.', { retryAfter: 60 });
    }
    networks.set(network, count + 1);
  };

  const leave = (network: string): void => {
    const count = networks.get(network) ?? 1;
    if (count > 1) networks.set(network, count - 1);
    else networks.delete(network);
  };

  const add = (stream: OpenStream): void => {
    open.add(stream);
    beating ??= setInterval(() => open.forEach((each) => each.send(commentLine)), beat);
  };

  const remove = (stream: OpenStream): void => {
    if (!open.delete(stream) || open.size > 0) return;
    clearInterval(beating);
    beating = undefined;
  };

  signal?.addEventListener('abort', () => open.forEach((stream) => stream.end()));

  return {
    open: async (network = 'unknown', headers, begin) => {
      if (signal?.aborted) throw new ApiError('server', 'This server is stopping.', { retryAfter: 1 });
      enter(network);
      const stream: OpenStream = openStream(() => {
        remove(stream);
        leave(network);
      });
      add(stream);
      // Clients that reconnect by themselves should not do so all at once.
      stream.send(encoder.encode(`retry: ${1000 + Math.floor(Math.random() * 4000)}\n\n`));
      try {
        stream.onEnd(await begin(stream));
      } catch (error) {
        stream.end();
        throw error;
      }
      return new Response(stream.body, { headers: { ...streamHeaders, ...headers } });
    },
  };
};

interface OpenStream extends EventStream {
  body: ReadableStream<Uint8Array>;
  /** Calls the function at the end of the stream; at once if it has already ended. */
  onEnd(done: () => void): void;
  end(): void;
}

const openStream = (onEnd: () => void): OpenStream => {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let atEnd = [onEnd];

  const finish = (close: (controller: ReadableStreamDefaultController<Uint8Array>) => void): void => {
    if (!controller) return;
    const ending = controller;
    controller = undefined;
    for (const done of atEnd) done();
    atEnd = [];
    close(ending);
  };

  const body = new ReadableStream<Uint8Array>(
    {
      start: (started) => {
        controller = started;
      },
      cancel: () => finish(() => {}),
    },
    { highWaterMark: mostWaiting, size: (events) => events?.byteLength ?? 0 },
  );

  return {
    body,
    send: (events) => {
      if (!controller) return;
      if ((controller.desiredSize ?? 0) > 0) controller.enqueue(events);
      else finish((slow) => slow.error(new Error('The client reads too slowly.')));
    },
    onEnd: (done) => {
      if (controller) atEnd.push(done);
      else done();
    },
    end: () => finish((ended) => ended.close()),
  };
};

const encoder = new TextEncoder();

const commentLine = encoder.encode(':\n\n');

const streamHeaders = {
  ...protection,
  'Content-Type': 'text/event-stream',
  // `no-transform`: a proxy that compresses would hold events back until it has enough of them.
  'Cache-Control': 'no-store, no-transform',
  // Makes nginx pass data on immediately instead of buffering it.
  'X-Accel-Buffering': 'no',
};
