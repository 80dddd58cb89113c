const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Plain text from text that a server stores escaped. Decodes the five escaped characters, by name or number. */
export const unescapeHtml = (html: string): string =>
  html.replace(/&(?:#0*(34|38|39|60|62)|(amp|lt|gt|quot|apos));/g, (_, code?: string, name?: string) =>
    code ? String.fromCharCode(Number(code)) : characters[name!]!,
  );
