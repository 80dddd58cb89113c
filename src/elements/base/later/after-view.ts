import type { ErrorEvent } from '../../../state-events.js';
import type { ThreadScope } from '../thread-scope.js';
import { mendAttributes } from './check-attributes.js';
import { follow, type Follower } from './follow-page.js';
import { tellAuthor } from './tell-author.js';

interface Shown extends Follower, HTMLElement {
  readonly scope?: ThreadScope;
}

/** What waits until the first view of a thread is there; `said` is what the page called it then. */
export function afterView(element: Shown, said: string): void {
  if (!element.thread) follow(element, said);
  const error = element.scope?.store?.error;
  if (error) tellAuthor(element, error);
  else tellAuthor(element, mendAttributes(element));
  element.addEventListener('starling-error', tellOfError);
  const item = element.getAttribute('json-ld');
  if (item !== null) void import('./json-ld.js').then(({ describeRatings }) => describeRatings(element, item));
}

/** Of the errors of all parts, which bubble; the outermost has the attributes. */
const tellOfError = ({ currentTarget, error }: ErrorEvent): void => tellAuthor(currentTarget as HTMLElement, error);
