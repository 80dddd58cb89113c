/**
 * Whether the text is invisible: nothing but blanks, fillers, joiners, bidi controls and the like.
 *
 * Unicode identifies most of them by property (UAX #44). Listed by hand are the Braille blank, the null notehead, the
 * object replacement character and the interlinear annotation marks, which count as "visible" there, but are not drawn.
 */
export const isBlank = (text: string): boolean => !visible.test(text);

const visible =
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}\u2800\u{1d159}\ufff9-\ufffc]/u;

/** Whether our rendered HTML shows nothing: it has only link definitions, or an empty quote, image or list. */
export const showsNothing = (html: string): boolean => isBlank(html.replace(/<[^>]*>/g, ''));
