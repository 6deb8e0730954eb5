import { describe, expect, it } from 'vitest';
import { extract, type Extracted } from '../../src/extract/extract.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const english =
  'We may share what you say to the set with other companies, and we keep it for as long as we need it for the purposes of this policy. You can ask us to delete it at any time, but we may not do so when the law of your country says that we must keep it.';
const german =
  'Wir erheben personenbezogene Daten über die Nutzung unserer Dienste, wenn Sie mit dem Fernseher sprechen, und geben diese Aufzeichnungen an andere Unternehmen weiter, die daraus Text machen. Sie können jederzeit verlangen, dass wir diese Aufzeichnungen löschen, sofern wir sie nicht aufbewahren müssen.';

const read = async (bytes: Uint8Array, url: string, contentType?: string): Promise<Extracted> => {
  const outcome = await extract({ bytes, url, ...(contentType === undefined ? {} : { contentType }) });
  if (!outcome.ok) throw new Error(`not extracted: ${outcome.failure.kind}: ${outcome.failure.detail}`);
  return outcome.value;
};

describe('which reader a document goes to', () => {
  it.each([
    ['https://a.example/p', 'text/html; charset=utf-8', '<p>One</p>', 'html'],
    ['https://a.example/p', undefined, '<!DOCTYPE html><p>One', 'html'],
    ['https://a.example/p', 'text/plain', '<html><p>One', 'html'],
    ['file:///p.html', undefined, 'One & <b>two', 'html'],
    ['file:///p.md', undefined, '# One', 'markdown'],
    ['file:///p.md', 'text/plain', 'One', 'markdown'],
    ['stdin:', undefined, '# One\n\ntwo', 'markdown'],
    ['stdin:', undefined, 'One [two](three)', 'markdown'],
    ['stdin:', undefined, 'One\ntwo', 'plain'],
    ['stdin:', undefined, 'Text <p>one</p> more', 'html'],
    ['https://a.example/p.txt', 'text/plain', '# One', 'plain'],
    ['https://a.example/p?x=.md', 'text/markdown', 'One', 'markdown'],
  ])('%s as %s: %j is %s', async (url, contentType, text, format) => {
    expect((await read(bytesOf(text), url, contentType)).structure.format).toBe(format);
  });

  it.each([
    ['a JPEG', [0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]],
    ['a PNG', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ['a ZIP archive', [0x50, 0x4b, 3, 4, 20, 0, 0, 0]],
    ['binary data', Array.from({ length: 2000 }, (_, n) => (n * 7) % 256)],
  ])('refuses %s named .html', async (_, bytes) => {
    const outcome = await extract({ bytes: Uint8Array.from(bytes), contentType: 'text/html', url: 'https://a.example/p.html' });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'unsupported-type' } });
  });

  it.each([
    ['no bytes', ''],
    ['white space', ' \n\t '],
    ['a bare page', '<html><head></head><body></body></html>'],
    ['signs alone', '***\n\n---'],
  ])('calls %s empty', async (_, text) => {
    expect(await extract({ bytes: bytesOf(text), url: 'file:///p.html' })).toMatchObject({ ok: false, failure: { kind: 'empty' } });
  });

  it('does not call a page of scripts empty: judging it is not its business', async () => {
    expect((await read(bytesOf('<html><script>x</script>'), 'https://a.example/')).text.words).toBe(0);
  });
});

describe('charsets', () => {
  it.each([
    ['UTF-8 without a sign', bytesOf('<p>Größe “x”'), undefined],
    ['the header', latin1('<p>Gr\u00f6\u00dfe \u0093x\u0094'), 'text/html; charset=windows-1252'],
    ['ISO-8859-1 that means windows-1252', latin1('<meta charset=iso-8859-1><p>Gr\u00f6\u00dfe \u0093x\u0094'), undefined],
    [
      'a meta element',
      latin1('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252"><p>Gr\u00f6\u00dfe \u0093x\u0094'),
      undefined,
    ],
    ['a mark over a lying header', Uint8Array.from([0xef, 0xbb, 0xbf, ...bytesOf('<p>Größe “x”')]), 'text/html; charset=windows-1252'],
    ['UTF-8 declared as Latin-1', bytesOf('<meta charset=iso-8859-1><p>Größe “x”'), undefined],
    ['UTF-16 with a mark', Uint8Array.from(Buffer.from('\ufeff<p>Größe “x”', 'utf16le')), undefined],
    ['an unknown name', bytesOf('<p>Größe “x”'), 'text/html; charset=klingon'],
  ])('%s', async (_, bytes, contentType) => {
    expect((await read(bytes, 'https://a.example/p.html', contentType)).text.text).toBe('Größe “x”');
  });

  it('reads charsets that only Node knows', async () => {
    expect(
      (
        await read(
          Uint8Array.from([0x3c, 0x70, 0x3e, 0x83, 0x65, 0x83, 0x58, 0x83, 0x67]),
          'https://a.example/',
          'text/html; charset=shift_jis',
        )
      ).text.text,
    ).toBe('テスト');
  });
});

describe('language', () => {
  const html = (lang: string, words: string): Uint8Array => bytesOf(`<html${lang}><body><p>${words}`);

  it.each([
    ['believes the attribute of a short page', ' lang="de-AT"', 'Hallo', 'de'],
    ['finds English without an attribute', '', english, 'en'],
    ['finds German without an attribute', '', german, 'de'],
    ['believes long text over a wrong attribute', ' lang="en"', german, 'de'],
    ['believes long English over a wrong attribute', ' lang="fr"', english, 'en'],
    [
      'knows Chinese',
      ' lang="en"',
      '我们会收集您的语音信息并与第三方共享，以便改进我们的服务。您可以随时要求我们删除您的个人信息，我们将根据法律的规定进行处理。',
      'zh',
    ],
  ])('%s', async (_, lang, words, language) => {
    expect((await read(html(lang, words), 'https://a.example/')).text.language).toBe(language);
  });

  it('says nothing of a few words without an attribute', async () => {
    expect((await read(html('', '12345'), 'https://a.example/')).text.language).toBeUndefined();
  });
});

describe('dates that may be read both ways', () => {
  it('are American in American English, and unknown elsewhere', async () => {
    const page = (lang: string): Uint8Array => bytesOf(`<html lang="${lang}"><p>Last updated: 01/02/2020<p>${english}`);
    expect((await read(page('en-US'), 'https://a.example/')).text.effectiveDate).toBe('2020-01-02');
    expect((await read(page('en'), 'https://a.example/')).text.effectiveDate).toBeUndefined();
  });
});
