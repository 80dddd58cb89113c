/** The default texts of signing in: they come with it, where the backend knows people. */
export const enSignIn = {
  signIn: 'Sign in',
  signInByMail: 'Sign in by email',
  signInWith: 'Sign in with {name}',
  signedIn: 'Signed in as {name}',
  signOut: 'Sign out',
  signInFirst: 'Please sign in to comment.',
  keptUntil: 'What you write is kept until then.',
  sendCode: 'Send code',
  codeSent: 'If you can sign in with {email}, a code is on its way. It is good for ten minutes.',
  code: 'Code',
  'wrong.code': 'This is not the code.',
  'expired.code': 'This code is good no more. Please ask for another one.',
} as const;
