/**
 * A thread's address as a Remark42 server keeps it, which is also how it must be asked for: the server sanitises the
 * address of a comment as the `href` of a link (backend/app/store/comment.go, SanitizeAsURL), so that it is
 * percent-encoded, and then escaped as HTML; but it looks for what it was asked for.
 */
export const toLocator = (thread: string): string =>
  thread
    .replace(/[^\w!#$%&'()*+,\-./:;=?@[\]~]/gu, encodeCharacter)
    // One that encodes nothing makes the address none.
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;');

const encodeCharacter = (character: string): string =>
  character.isWellFormed() ? encodeURIComponent(character) : '%EF%BF%BD';
