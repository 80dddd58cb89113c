import type { MailTexts, NoticeEvent } from './en.js';

const noticed: Record<NoticeEvent, string> = {
  published: 'Neuer Kommentar',
  held: 'Wartet auf Sie',
  reported: 'Gemeldet',
};

const de: MailTexts = {
  codeSubject: (site) => `Ihr Code für ${site}`,
  code: 'Geben Sie diesen Code auf der Seite ein, um sich anzumelden:',
  codeMinutes: (minutes) => `Er gilt ${minutes} Minuten.`,
  codeNotYou:
    'Wenn Sie ihn nicht angefordert haben, hat sich wohl jemand bei der Adresse vertippt. Sie brauchen nichts zu tun.',
  testSubject: (site) => `Ein Test von ${site}`,
  test: 'Diese Mail wurde gesendet, um die Einstellungen auszuprobieren. Sie ist angekommen.',
  confirmSubject: (site) => `Mails von ${site}?`,
  confirmReplies: (title) =>
    `Jemand möchte Antworten auf seinen Kommentar zu „${title}“ per Mail an diese Adresse bekommen.`,
  confirmThread: (title) => `Jemand möchte neue Kommentare zu „${title}“ per Mail an diese Adresse bekommen.`,
  confirmLink: 'Ja, bitte mailen',
  confirmNotYou: 'Wenn Sie das nicht waren, tun Sie nichts: Es kommen keine weiteren Mails.',
  replySubject: (author, title) => `${author} hat geantwortet: ${title}`,
  commentSubject: (author, title) => `${author} hat kommentiert: ${title}`,
  repliesSubject: (count, title) => `${count} neue Kommentare: ${title}`,
  wrote: (author) => `${author} schrieb:`,
  someone: 'Jemand',
  readLink: 'Lesen und antworten',
  more: (count) => `Und ${count} weitere.`,
  whyReplies: 'Sie bekommen diese Mail, weil Sie um Antworten auf Ihren Kommentar gebeten haben.',
  whyThread: 'Sie bekommen diese Mail, weil Sie diesen Kommentaren folgen.',
  endLink: 'Keine Mails mehr dazu',
  noticeSubject: (event, author, title) => `${noticed[event]}: ${author}, ${title}`,
  noticesSubject: (count) => `${count} Kommentare zum Ansehen`,
  notice: (event, author, title) => `${noticed[event]}: ${author} zu „${title}“`,
  moderateLink: 'Öffnen',
  whyModerator: 'Sie bekommen diese Mail, weil Sie diese Website moderieren.',
  page: {
    unknown: 'Dieser Link ist nicht gültig',
    unknownMore: 'Vielleicht wurde er in der Mail abgeschnitten.',
    confirm: 'Mails zu diesen Kommentaren bekommen?',
    confirmMore: 'In jeder Mail steht ein Link, mit dem Sie sie beenden.',
    confirmButton: 'Ja, bitte mailen',
    confirmed: 'Sie bekommen Mails',
    confirmedMore: 'In jeder Mail steht ein Link, mit dem Sie sie beenden.',
    tooLate: 'Dieser Link gilt nicht mehr',
    tooLateMore: 'Fragen Sie auf der Seite noch einmal danach.',
    end: 'Keine Mails mehr zu diesen Kommentaren?',
    endButton: 'Diese Mails beenden',
    ended: 'Sie bekommen keine Mails mehr zu diesen Kommentaren',
    endedMore: 'Auf der Seite können Sie wieder danach fragen.',
  },
  signIn: {
    done: 'Sie sind angemeldet',
    doneMore: 'Sie können dieses Fenster schließen.',
    failed: 'Sie sind nicht angemeldet',
    why: {
      page: 'Die Seite, von der Sie kommen, darf diese Anmeldung nicht anbieten, oder sie bietet sie falsch an.',
      elsewhere: 'Diese Anmeldung wurde nicht in diesem Browser begonnen, oder vor zu langer Zeit.',
      nameless:
        'Ihr Konto dort hat keinen Namen, der angezeigt werden kann. Geben Sie ihm einen und melden Sie sich noch einmal an.',
      cancelled: 'Die Anmeldung wurde abgebrochen.',
      refused: 'Die Anmeldung ist nicht gelungen.',
      unreachable: 'Der Dienst, bei dem Sie sich anmelden, ist gerade nicht erreichbar.',
    },
    again: 'Sie können dieses Fenster schließen und es noch einmal versuchen.',
    back: 'Zurück zur Seite',
  },
};

export default de;
