import unhomoglyph from 'unhomoglyph';

/**
 * Whether one name can be mistaken for another. Uses Unicode's confusables (UTS #39,
 * https://www.unicode.org/reports/tr39/), and ignores case, accents, spaces, punctuation, invisible characters and the
 * Arabic tatweel, which only stretches a word.
 */
export const looksLike = (one: string, other: string): boolean => {
  const others = skeletonsOf(other);
  return skeletonsOf(one).some((skeleton) => others.includes(skeleton));
};

/** There are two skeletons, because `I` looks like `l`, but is also the capital of `i`. */
const skeletonsOf = (name: string): string[] => {
  const plain = name.normalize('NFKD').replace(/[\p{M}\p{Default_Ignorable_Code_Point}\p{Z}\p{P}\p{C}\u0640]/gu, '');
  return [unhomoglyph(plain).toLowerCase(), unhomoglyph(plain.toLowerCase()).toLowerCase()];
};
