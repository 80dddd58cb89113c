/**
 * A thread's address as a Remark42 server stores it, which is also the form to request it by. The server sanitises the
 * address of a comment like the `href` of a link (backend/app/store/comment.go, SanitizeAsURL): it is percent-encoded
 * and then escaped as HTML. For requests it does not do that.
 */
export const toLocator = (thread: string): string =>
  thread
    .replace(/[^\w!#$%&'()*+,\-./:;=?@[\]~]/gu, encodeCharacter)
    // A `%` that encodes nothing would make the address invalid.
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replaceAll('&', '&amp;')
    .replaceAll("'", '&#39;');

const encodeCharacter = (character: string): string =>
  character.isWellFormed() ? encodeURIComponent(character) : '%EF%BF%BD';
