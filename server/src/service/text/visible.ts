/**
 * Whether nothing of it is seen: blanks, fillers, joiners, bidi controls and the like, in any number.
 *
 * Unicode names most of them by property (UAX #44). By hand: the Braille blank, the null notehead, the object replacement
 * character and the interlinear annotation marks, which are "visible" there and drawn by nobody.
 */
export const isBlank = (text: string): boolean => !visible.test(text);

const visible =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}\u2800\u{1d159}\ufff9-\ufffc]/u;

/** Whether nothing of our own HTML is seen: a definition of links alone, an empty quote, image or list. */
export const showsNothing = (html: string): boolean => isBlank(html.replace(/<[^>]*>/g, ''));
