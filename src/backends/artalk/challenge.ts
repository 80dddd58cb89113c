/** What the backend `artalk` hands to the captcha of that name. */
export interface ArtalkChallenge {
  /** A data URL of the picture; absent where this reader needs to solve none now. */
  image?: string;
}

/** Stands for an answer where none is asked for. */
export const artalkPassed = 'passed';
