import type { Comment } from '../contract.js';
import { webAddress } from '../platform/web-address.js';

/** Where readers without scripts write, and find what a page has not. */
export interface PageLinks {
  form: string;
  more(cursor: string): string;
  replies(root: Comment): string;
}

/**
 * Links into a thread's page without scripts (`GET /thread` of a Starling server); none without its address.
 *
 * @throws TypeError where that is no address of the web
 */
export const pageLinks = (address?: string): PageLinks | undefined => {
  if (address === undefined) return undefined;
  if (!webAddress(address)) throw new TypeError(`pageAddress is no http or https address: ${address}`);
  const linkTo = (parameters: Record<string, string>, hash = ''): string => {
    const url = new URL(address);
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    url.hash = hash;
    return url.href;
  };
  return {
    form: linkTo({}, 'form'),
    more: (cursor) => linkTo({ cursor }),
    replies: ({ id }) => linkTo({ parent: id }),
  };
};
