const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

/** Plain text as HTML: blank lines part paragraphs, other line ends become `<br>`. */
export const toParagraphs = (text: string): string =>
  text
    .trim()
    .split(/\s*\n\s*\n\s*/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/\r?\n/g, '<br>')}</p>`)
    .join('');
