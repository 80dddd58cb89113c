/** An option whose value turned out to be invalid after it was parsed. */
export class OptionError extends Error {}
