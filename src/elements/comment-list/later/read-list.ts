import type { ReactiveControllerHost } from 'lit';
import type { ListHost } from '../list-host.js';

/** A list that a reader has come to. What is added then is updated together with the list. */
export type ReadList = ListHost & ReactiveControllerHost & { readonly renderRoot: ShadowRoot };
