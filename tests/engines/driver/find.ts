/** What a reader looks for: by role and name, as a screen reader tells them. */
export interface Query {
  role: 'button' | 'link' | 'textbox' | 'radio' | 'combobox' | 'checkbox' | 'heading' | 'img' | 'article';
  /** Of the accessible name: all of it, or its beginning where it ends in `…`. */
  name?: string;
  /** Text of the comment that it stands in or below. */
  near?: string;
  /** Part of a link's address. */
  to?: string;
  /** Where several are found: the first, unless it says so; -1 is the last. */
  nth?: number;
}

/** What is known of an element that was found. */
export interface Found {
  /** How many there are. */
  count: number;
  /** Of the element's middle in the viewport; null while it moves, or where something else covers it. */
  point: { x: number; y: number } | null;
  name: string;
  text: string;
  value: string;
  /** Of a list: the text of the option that is chosen. */
  chosen: string;
  /** Whether the browser shows its list of options; false, too, where it does not know `:open`. */
  open: boolean;
  pressed: boolean;
  checked: boolean;
  focused: boolean;
  /** Left, top, width, height in the viewport. */
  box: [number, number, number, number];
}

export type Reach = {
  /** Brings it into the middle of the viewport. */
  scroll?: boolean;
  /** Puts the focus on it. */
  focus?: boolean;
  /** Swallows the next press where it misses the element, and keeps in `window.pressed` whether it did not. */
  guard?: boolean;
};

/** Runs in the page: shadow roots are looked through, what is not drawn is not there. */
export async function find(query: Query, { scroll, focus, guard }: Reach = {}): Promise<Found | null> {
  const implicit: Record<string, string> = {
    button: 'button',
    textarea: 'textbox',
    select: 'combobox',
    article: 'article',
    img: 'img',
    li: 'listitem',
    ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`h${n}`, 'heading'])),
  };
  const roleOf = (element: Element): string | undefined => {
    const explicit = element.getAttribute('role');
    if (explicit) return explicit;
    if (element instanceof HTMLInputElement) return /radio|checkbox/.test(element.type) ? element.type : 'textbox';
    if (element instanceof HTMLAnchorElement) return element.hasAttribute('href') ? 'link' : undefined;
    return implicit[element.localName];
  };
  const childrenOf = (node: Node): Iterable<Node> => {
    if (node instanceof HTMLSlotElement && node.assignedNodes().length) return node.assignedNodes();
    return ((node as Element).shadowRoot ?? node).childNodes;
  };
  const textOf = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return '';
    const own = node instanceof HTMLTextAreaElement ? node.value : '';
    return own + [...childrenOf(node)].map(textOf).join('');
  };
  const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
  const nameOf = (element: Element): string => {
    const root = element.getRootNode() as ParentNode;
    const by = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = (element as HTMLInputElement).labels ?? [];
    if (by.length) return tidy(by.map((id) => textOf(root.querySelector(`#${id}`)!)).join(' '));
    // Of a button whose text is not read, such as a vote.
    if (element.matches('button[title]:not([aria-label])')) return tidy((element as HTMLElement).title);
    return tidy(element.getAttribute('aria-label') ?? ([...labels].map(textOf).join(' ') || textOf(element)));
  };
  const parentOf = (node: Node): Node | null =>
    (node as Element).assignedSlot ?? node.parentNode ?? (node as ShadowRoot).host ?? null;
  const commentOf = (element: Element): string => {
    for (let node = parentOf(element); node; node = parentOf(node))
      if (node instanceof Element && /^(listitem|article)$/.test(roleOf(node) ?? '')) return tidy(textOf(node));
    return '';
  };
  const everything = (node: Node): Element[] =>
    [...childrenOf(node)].flatMap((child) => (child instanceof Element ? [child, ...everything(child)] : []));

  const { role, name, near, to, nth = 0 } = query;
  const isNamed = (text: string) => (name?.endsWith('…') ? text.startsWith(name.slice(0, -1)) : text === name);
  const all = everything(document.body).filter(
    (element) =>
      roleOf(element) === role &&
      element.checkVisibility({ visibilityProperty: true }) &&
      (name === undefined || isNamed(nameOf(element))) &&
      (to === undefined || !!element.getAttribute('href')?.includes(to)) &&
      (near === undefined || (role === 'article' ? tidy(textOf(element)) : commentOf(element)).includes(near)),
  );
  const element = all.at(nth);
  if (!element) return null;

  // A radio button may be there for the keys and for screen readers alone, and its label for the pointer.
  const isTiny = element.getBoundingClientRect().width < 4;
  const drawn = (isTiny && (element as HTMLInputElement).labels?.[0]) || element;
  const boxOf = (): Found['box'] => {
    const { left, top, width, height } = drawn.getBoundingClientRect();
    return [left, top, width, height];
  };
  if (focus) (element as HTMLElement).focus();
  if (scroll) drawn.scrollIntoView({ block: 'center', behavior: 'instant' });
  const before = boxOf();
  if (scroll) await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const box = boxOf();
  const [x, y] = [box[0] + box[2] / 2, box[1] + box[3] / 2];
  let hit = document.elementFromPoint(x, y);
  while (hit?.shadowRoot) {
    const inner = hit.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
    hit = inner;
  }
  let covered = true;
  for (let node: Node | null = hit; node && covered; node = parentOf(node))
    covered = node !== drawn && node !== element;
  const point = covered || `${before}` !== `${box}` ? null : { x, y };
  if (guard && point) {
    const guarded = window as Window & { pressed?: boolean; unguard?: () => void };
    guarded.unguard?.();
    delete guarded.pressed;
    const events = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
    const look = (event: Event) => {
      guarded.pressed ??= event.composedPath().some((target) => target === drawn || target === element);
      if (event.type === 'click' || guarded.pressed) guarded.unguard!();
      if (guarded.pressed) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    guarded.unguard = () => {
      for (const type of events) removeEventListener(type, look, true);
    };
    for (const type of events) addEventListener(type, look, true);
  }
  const { value, checked } = element as HTMLInputElement;
  const [chosen] = element instanceof HTMLSelectElement ? element.selectedOptions : [];
  return {
    count: all.length,
    point,
    name: nameOf(element),
    text: tidy(textOf(element)),
    value: value ?? '',
    chosen: tidy(chosen?.text ?? ''),
    open: CSS.supports('selector(:open)') && element.matches(':open'),
    pressed: element.getAttribute('aria-pressed') === 'true',
    checked: !!checked,
    focused: (element.getRootNode() as Document | ShadowRoot).activeElement === element,
    box,
  };
}

/** Runs in the page: all of its text, as it is drawn. */
export function drawnText(): string {
  const textOf = (node: Node): string => {
    if (node instanceof Text) return node.data;
    if (!(node instanceof Element) || /^(style|script|noscript)$/.test(node.localName)) return '';
    if (!node.checkVisibility({ visibilityProperty: true }))
      return getComputedStyle(node).display === 'contents' ? children(node) : '';
    return children(node);
  };
  const children = (node: Element): string =>
    [
      ...(node instanceof HTMLSlotElement && node.assignedNodes().length
        ? node.assignedNodes()
        : (node.shadowRoot ?? node).childNodes),
    ]
      .map(textOf)
      .join('');
  return textOf(document.body).replace(/\s+/g, ' ');
}
