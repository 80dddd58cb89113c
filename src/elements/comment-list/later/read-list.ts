import type { ReactiveControllerHost } from 'lit';
import type { ListHost } from '../list-host.js';

/** A list that a reader has come to: what is added then goes along with its updates. */
export type ReadList = ListHost & ReactiveControllerHost & { readonly renderRoot: ShadowRoot };
