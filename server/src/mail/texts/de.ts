import type { MailTexts } from './en.js';

const de: MailTexts = {
  codeSubject: (site) => `Ihr Code für ${site}`,
  code: 'Geben Sie diesen Code auf der Seite ein, um sich anzumelden:',
  codeMinutes: (minutes) => `Er gilt ${minutes} Minuten.`,
  codeNotYou:
    'Wenn Sie ihn nicht angefordert haben, hat sich wohl jemand bei der Adresse vertippt. Sie brauchen nichts zu tun.',
  testSubject: (site) => `Ein Test von ${site}`,
  test: 'Diese Mail wurde gesendet, um die Einstellungen auszuprobieren. Sie ist angekommen.',
};

export default de;
