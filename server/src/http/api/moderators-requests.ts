/*
 * All that moderators send, by name. Most requests are those of readers, so this is loaded with the first that is not.
 */

export * from './moderation-requests.js';
export { NoBody, NoQuery } from './query-schemas.js';
export { PasswordChange, SignIn } from './session-requests.js';
