/** One event of a stream: https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface StreamEvent<Name extends string = string> {
  event: Name;
  data: unknown;
}

/**
 * Events as the bytes of a stream. Only the last event has the id, so a client that is cut off in between gets all of
 * them again.
 *
 * @param id absent if more events follow under the same id
 */
export const eventText = (events: readonly StreamEvent[], id?: number): Uint8Array<ArrayBuffer> => {
  const last = events.length - 1;
  const texts = events.map(({ event, data }, index) => {
    const own = index === last && id !== undefined ? `id: ${id}\n` : '';
    return `event: ${event}\n${own}data: ${JSON.stringify(data)}\n\n`;
  });
  return encoder.encode(texts.join(''));
};

const encoder = new TextEncoder();
