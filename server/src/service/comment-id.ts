/** The pattern that every comment id matches, whoever created it. */
export const idPattern = /^[\w-]{1,64}$/;
