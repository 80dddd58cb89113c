import { directionOf } from '../../../i18n/direction.js';
import { fillStates } from '../../../styles/later/fill-states.js';
import { type Drawn, isForeign, langAround } from '../../base/later/language-around.js';
import { LanguageMark, mark } from '../../base/later/mark-language.js';

interface Rating extends Drawn {
  readonly label: string;
  readonly labels: NodeList;
  readonly language: string;
}

/** Sets up stars in a page's own form. For stars inside a thread, the thread's element does this. */
export function standAlone(rating: Rating): void {
  fillStates();
  new LanguageMark(rating);
  rating.addController({ hostUpdated: () => markLabel(rating) });
  rating.requestUpdate();
}

/**
 * Marks the language of the label. The page's own text is in the language that it names: `locale`, else `lang`. Ours
 * may be in English instead.
 */
function markLabel(rating: Rating): void {
  const label = rating.renderRoot.querySelector('[part=label]');
  const theirs = rating.label ? rating.language : rating.labels[0] && langAround(rating.labels[0] as Element);
  if (!label || !theirs) return;
  const foreign = isForeign(theirs, rating.l10n.lang);
  mark(label, 'lang', foreign && theirs);
  mark(label, 'dir', foreign && directionOf(theirs));
}
