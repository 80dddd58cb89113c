/** What the id of a comment looks like, whoever made it. */
export const idPattern = /^[\w-]{1,64}$/;
