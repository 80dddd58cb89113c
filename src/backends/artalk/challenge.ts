/** What the backend `artalk` passes to the captcha of the same name. */
export interface ArtalkChallenge {
  /** A data URL of the picture; absent if this reader does not need to solve one now. */
  image?: string;
}

/** The token that is used if no answer is required. */
export const artalkPassed = 'passed';
