/** The default texts of writing and sending: they come with those parts. */
export const enWriting = {
  preview: 'Preview',
  left: '{n} of {max} characters',
  'missing.email': 'Please enter email address.',
  'missing.name': 'Please enter your name.',
  'missing.body': 'Please enter a message.',
  'wrong.email': 'Please enter a valid email address.',
  'wrong.length': 'Please use at most {max} characters.',
  good: 'Looks good!',
  unpublished: 'Never published',
  'attention.one': '{n} field needs attention',
  'attention.other': '{n} fields need attention',
  sending: 'Sending…',
  posted: 'Thank you! Your comment is posted.',
  cancel: 'Cancel',
  waiting: 'You are offline. Your comment is sent once you are back online.',
} as const;
