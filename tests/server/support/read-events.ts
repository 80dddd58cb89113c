import { onTestFinished } from 'vitest';

export interface ReceivedEvent {
  event: string;
  id?: string;
  data: unknown;
}

export interface EventReader {
  /** The next so many events; comment lines and `retry` are none. Rejects where the stream ends before. */
  next(count?: number): Promise<ReceivedEvent[]>;
  /** What comes until nothing has for some milliseconds. */
  until(quiet: number): Promise<ReceivedEvent[]>;
  /** All that came as text. */
  readonly text: string;
  readonly ended: Promise<void>;
  cancel(): Promise<void>;
}

/** Reads a stream as a browser does: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export const readEvents = (response: Response): EventReader => {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const received: ReceivedEvent[] = [];
  let text = '';
  let rest = '';
  let wake = (): void => {};
  let over = false;

  const pump = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const event = parse(block);
        if (event) received.push(event);
      }
      wake();
    }
  };
  const ended = pump().finally(() => {
    over = true;
    wake();
  });
  ended.catch(() => {});
  onTestFinished(() => reader.cancel().catch(() => {}));

  return {
    next: async (count = 1) => {
      while (received.length < count) {
        if (over) throw new Error(`The stream ended after ${JSON.stringify(received)}.`);
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return received.splice(0, count);
    },
    until: async (quiet) => {
      for (let seen = -1; seen !== received.length;) {
        seen = received.length;
        await new Promise((resolve) => setTimeout(resolve, quiet));
      }
      return received.splice(0);
    },
    get text() {
      return text;
    },
    ended,
    cancel: () => reader.cancel(),
  };
};

const parse = (block: string): ReceivedEvent | undefined => {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (name !== '') fields.set(name, value);
  }
  const data = fields.get('data');
  const id = fields.get('id');
  return data === undefined
    ? undefined
    : { event: fields.get('event') ?? 'message', ...(id !== undefined && { id }), data: JSON.parse(data) };
};
