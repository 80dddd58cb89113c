import type { ReactiveController } from 'lit';
import { adoptStyles } from '../../../styles/adopt-styles.js';
import type { ReadList } from './read-list.js';
import { threadLineStyles } from './thread-lines.styles.js';

/** Lets each line of a thread bend towards the avatars of its level, and end with the last of them. */
export function bendLines(list: ReadList): void {
  adoptStyles(list.renderRoot, threadLineStyles);
  list.addController(new ThreadLines(list));
  list.requestUpdate();
}

class ThreadLines implements ReactiveController {
  readonly #list: ReadList;

  constructor(list: ReadList) {
    this.#list = list;
  }

  /** From the bottom up: a line goes on below a row if its level comes again before one that is above it. */
  hostUpdated(): void {
    const goesOn: true[] = [];
    for (const { style } of [...this.#list.renderRoot.querySelectorAll<HTMLElement>('ol > li')].toReversed()) {
      // The button for more replies is drawn as a reply to the root.
      const level = Number(style.getPropertyValue('--level') || 1);
      const stops = goesOn.slice(1, level + 1).flatMap((_, above) => lineAt(above + 0.5, level));
      set(style, '--lines', [...stops, 'transparent 0 100%'].join());
      set(style, '--last', goesOn[level] ? '0' : '1');
      goesOn.length = level;
      goesOn[level] = true;
    }
  }
}

/** Stops of a gradient that is as wide as `level` steps. */
const lineAt = (step: number, level: number): string => {
  const middle = `${(step * 100) / level}%`;
  return `transparent 0 calc(${middle} - 1px), #000 0 calc(${middle} + 1px)`;
};

const set = (style: CSSStyleDeclaration, name: string, value: string): void => {
  if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
};
