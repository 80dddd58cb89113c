/** The elements' types for TSX with React 19: `import 'starling-comments/react'` once, anywhere. Contains no code. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { StarlingCommentCount } from './elements/comment-count/comment-count.js';
import type { StarlingCommentForm } from './elements/comment-form/comment-form.js';
import type { StarlingCommentList } from './elements/comment-list/comment-list.js';
import type { StarlingComments } from './elements/comments/comments.js';
import type { StarlingRating } from './elements/rating/rating.js';
import type { StarlingRatingSummary } from './elements/rating-summary/rating-summary.js';
import type { ThreadAttributes } from './elements/base/thread-attributes.js';
import type { TokenSource } from './backend.js';
import type {
  CommentEvent,
  ErrorEvent,
  IdentifiedEvent,
  LoadedEvent,
  RatedEvent,
  SubmitEvent,
  VoteEvent,
} from './events.js';

/** `page-size` for `pageSize`. */
type Hyphenated<Name extends string> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? Letter : `-${Lowercase<Letter>}`}${Hyphenated<Rest>}`
  : Name;

/** Each property by its own name and by the name of its attribute. React sets the property if there is one. */
type Given<Properties> = Partial<Properties> & {
  [Name in keyof Properties & string as Hyphenated<Name>]?: Properties[Name];
};

interface Handlers {
  'onstarling-submit'?: (event: SubmitEvent) => void;
  'onstarling-submitted'?: (event: CommentEvent) => void;
  'onstarling-edited'?: (event: CommentEvent) => void;
  'onstarling-removed'?: (event: CommentEvent) => void;
  'onstarling-vote'?: (event: VoteEvent) => void;
  'onstarling-rated'?: (event: RatedEvent) => void;
  'onstarling-identified'?: (event: IdentifiedEvent) => void;
  'onstarling-loaded'?: (event: LoadedEvent) => void;
  'onstarling-error'?: (event: ErrorEvent) => void;
}

interface Theme {
  theme?: 'auto' | 'light' | 'dark';
}

type Props<Element, Properties> = DetailedHTMLProps<Omit<HTMLAttributes<Element>, keyof Properties>, Element> &
  Given<Properties> &
  Handlers &
  Theme;

/** The props of an element that shows a thread: those of all thread attributes that it has. */
type ThreadProps<Element> = Props<Element, Pick<ThreadAttributes, keyof ThreadAttributes & keyof Element>> & {
  sso?: TokenSource;
};

export interface StarlingElements {
  'starling-comments': ThreadProps<StarlingComments>;
  'starling-comment-form': ThreadProps<StarlingCommentForm> & {
    parent?: string;
    replyTo?: string;
    'reply-to'?: string;
  };
  'starling-comment-list': ThreadProps<StarlingCommentList>;
  'starling-rating-summary': ThreadProps<StarlingRatingSummary> & { rate?: boolean };
  'starling-comment-count': ThreadProps<StarlingCommentCount>;
  'starling-rating': Props<
    StarlingRating,
    Pick<
      StarlingRating,
      'name' | 'value' | 'max' | 'step' | 'required' | 'readonly' | 'disabled' | 'clearable' | 'label' | 'locale'
    >
  >;
}

declare module 'react' {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the only form that React's own types can be added to
  namespace JSX {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- adds to the interface, by its name
    interface IntrinsicElements extends StarlingElements {}
  }
}
