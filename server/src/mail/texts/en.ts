/** What mails say. */
export interface MailTexts {
  codeSubject(site: string): string;
  code: string;
  codeMinutes(minutes: number): string;
  codeNotYou: string;
  testSubject(site: string): string;
  test: string;
}

const en: MailTexts = {
  codeSubject: (site) => `Your code for ${site}`,
  code: 'To sign in, enter this code on the page:',
  codeMinutes: (minutes) => `It is good for ${minutes} minutes.`,
  codeNotYou: 'If you did not ask for it, somebody may have mistyped their address. You need not do anything.',
  testSubject: (site) => `A test from ${site}`,
  test: 'This mail was sent to try out the settings. It arrived.',
};

export default en;
