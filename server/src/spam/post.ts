/** What spam checks examine: what somebody writes, and the name and addresses they give. */
export interface Post {
  /** As typed. */
  body: string;
  /** Safe HTML rendered from it. */
  html: string;
  author: { name?: string; email?: string; url?: string };
}

/** The hosts that a post links to, in lower case, each once: those of its links, and of its author's website. */
export const hostsOf = ({ html, author }: Pick<Post, 'html' | 'author'>): string[] => {
  const links = [...html.matchAll(/<a href="(https?:\/\/[^"]+)"/g)].map(([, address = '']) => address);
  if (author.url !== undefined) links.push(author.url);
  return [...new Set(links.flatMap((address) => hostOf(address) ?? []))];
};

export const linkCount = ({ html, author }: Pick<Post, 'html' | 'author'>): number =>
  (html.match(/<a\s/g)?.length ?? 0) + (author.url === undefined ? 0 : 1);

/** Without `www.`, which does not distinguish owners. */
const hostOf = (address: string): string | undefined =>
  URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : undefined;
