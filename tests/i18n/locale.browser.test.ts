import { expect } from '@open-wc/testing';
import { describe, test } from 'vitest';
import { localeOf, setMessages } from '../../src/i18n/locale.js';
import { registerCatalogue } from '../../src/register.js';
import { until } from '../support/elements.js';

const offer = (tag: string, texts: Record<string, string>) =>
  registerCatalogue(async () => ({ backends: {}, captchas: {}, locales: { [tag]: async () => texts } }));

describe('a locale', () => {
  test('fills numbers in by its own digits and plural rules', () => {
    setMessages('ar', { 'comments.few': '{n} تعليقات', 'comments.other': '{n} تعليق' });
    expect(localeOf('ar-EG').count('comments', 3)).to.equal('٣ تعليقات');
    expect(localeOf('ar-EG').count('comments', 100)).to.equal('١٠٠ تعليق');
  });

  test('takes English for what has no translation', () => {
    setMessages('nl', { reply: 'Beantwoorden' });
    expect(localeOf('nl').text('reply')).to.equal('Beantwoorden');
    expect(localeOf('nl').text('send')).to.equal('Post comment');
  });

  test('takes its language where a region has nothing of its own', () => {
    setMessages('pt', { send: 'Publicar' });
    setMessages('pt-BR', { reply: 'Responder' });
    expect(localeOf('pt-BR').text('send')).to.equal('Publicar');
  });

  test('loads its texts when the first one is needed', async () => {
    offer('eo', { send: 'Sendu' });
    expect(localeOf('eo').text('send')).to.equal('Post comment');
    await until(() => localeOf('eo').text('send') === 'Sendu');
  });

  test('keeps what the page set above what is loaded later', async () => {
    offer('da', { send: 'Send', reply: 'Svar' });
    setMessages('da', { send: 'Skriv' });
    localeOf('da').text('reply');
    await until(() => localeOf('da').text('reply') === 'Svar');
    expect(localeOf('da').text('send')).to.equal('Skriv');
  });

  test('is English where the tag is none', () => {
    expect(localeOf('not a tag!').text('send')).to.equal('Post comment');
  });

  test.for([
    [5, '5 seconds ago'],
    [90, '1 minute ago'],
    [47 * 3_600, '1 day ago'],
    [13 * 86_400, '1 week ago'],
    [30 * 86_400, '1 month ago'],
    [40 * 86_400, '1 month ago'],
    [800 * 86_400, '2 years ago'],
  ] as const)('says of %i seconds: %s', ([seconds, text]) => {
    const now = Date.parse('2026-06-01T12:00:00Z');
    expect(localeOf('en').ago(new Date(now - seconds * 1000).toISOString(), now)).to.equal(text);
  });

  test('gives numbers in the digits and with the marks of the language', () => {
    for (const tag of [
      'en',
      'en-GB',
      'en-ZA',
      'de',
      'de-CH',
      'fr',
      'es',
      'it-CH',
      'pt-PT',
      'ru',
      'uk',
      'cs',
      'tr',
      'zh-Hant-TW',
      'ja',
      'ja-u-nu-hanidec',
      'de-DE-u-nu-arab',
      'ar',
      'fa',
      'hi',
      'bn',
      'th',
      'ar-EG',
      'uz-Arab',
      'ar-u-nu-latn',
      'th-u-nu-thai',
    ]) {
      // A language with texts; without any it would be English.
      setMessages(tag, {});
      const expected = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
      for (const value of [0, 7, 999, 999.7, 1000, 1234567, -5, 4.25, 4.04, 3.96]) {
        expect(localeOf(tag).number(value), `${tag} ${value}`).to.equal(expected.format(value));
      }
    }
  });

  test('never puts a comment into the future', () => {
    const now = Date.parse('2026-06-01T12:00:00Z');
    expect(localeOf('en').ago(new Date(now + 30_000).toISOString(), now)).to.equal('now');
  });
});
