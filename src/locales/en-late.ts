/** The default texts of what a reader does with comments: they come with those parts, not with the form. */
export const enLate = {
  save: 'Save',
  saved: 'Your changes are saved.',
  sorted: 'Sorted by: {order}',
  removeAsk: 'Delete this comment?',
  reportReason: 'What is wrong with it?',
  reported: 'Thank you, a moderator will look at it.',
  linked: 'Linked comment',
  undo: 'Undo',
  rated: 'Thank you! Your stars are kept.',
  unrated: 'Your stars are taken back.',
} as const;
