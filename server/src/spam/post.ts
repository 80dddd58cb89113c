/** What the layers look at: what somebody wants to say, and as whom. */
export interface Post {
  /** As typed. */
  body: string;
  /** Safe HTML made of it. */
  html: string;
  author: { name?: string; email?: string; url?: string };
}

/** Hosts that a post leads to, in lower case, each once: those of its links, and of its author's address. */
export const hostsOf = ({ html, author }: Pick<Post, 'html' | 'author'>): string[] => {
  const links = [...html.matchAll(/<a href="(https?:\/\/[^"]+)"/g)].map(([, address = '']) => address);
  if (author.url !== undefined) links.push(author.url);
  return [...new Set(links.flatMap((address) => hostOf(address) ?? []))];
};

export const linkCount = ({ html, author }: Pick<Post, 'html' | 'author'>): number =>
  (html.match(/<a\s/g)?.length ?? 0) + (author.url === undefined ? 0 : 1);

/** `www.` says nothing of whose host it is. */
const hostOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined;
