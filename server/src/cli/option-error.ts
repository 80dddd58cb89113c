/** An option whose value turned out to be wrong after it was parsed. */
export class OptionError extends Error {}
