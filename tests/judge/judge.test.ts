import { describe, expect, it } from 'vitest';
import { extract } from '../../src/extract/extract.ts';
import { judge, type JudgedDocument } from '../../src/judge/judge.ts';
import { failureSentences } from '../../src/report/failure-sentences.ts';
import type { Failure } from '../../src/model/failure.ts';
import { voiceNotice as halberryVoiceNotice } from '../../src/demo/halberry/notices.ts';
import * as pages from './pages.ts';

async function judged(source: string, more: Partial<JudgedDocument> = {}): Promise<Failure | null> {
  const url = source.trimStart().startsWith('<') ? 'https://orlanne.example/page' : 'file:///policy.txt';
  const extracted = await extract({ bytes: Buffer.from(source), url });
  if (!extracted.ok) return extracted.failure;
  return await judge({ ...extracted.value, url, ...more });
}

describe('what came back', () => {
  it.each([
    ['a privacy notice', pages.policyPage],
    ['a policy of one sentence', pages.shortPolicy],
    ['a voice notice', pages.voiceNotice],
    ['a long voice notice', pages.page('Chime Voice Notice – Halberry', halberryVoiceNotice)],
    ['a viewing notice', pages.viewingNotice],
    ['a cookie policy', pages.cookiePolicy],
    ['a supplement for California', pages.californiaSupplement],
    ['a policy that speaks of its maker by name', pages.thirdPersonPolicy],
    ['terms with a privacy policy in them', pages.termsWithPrivacy],
    ['a passage that somebody sent', 'We share your voice recordings with our advertising partners.'],
    ['a passage that denies', 'We never sell personal information.'],
    [
      'a passage about signing in',
      'When you sign in to your account, we store your password and share your email address with our providers and use that information.',
    ],
    [
      'a passage with a trouble’s words in it',
      'If the page is not found or an error occurred, we record your IP address. We use this information to repair the site. We delete the data after a week.',
    ],
  ])('is read when it is %s', async (_, source) => {
    expect(await judged(source)).toBeNull();
  });

  it.each([
    ['terms of service', pages.terms, 'wrong-document', 'terms'],
    ['news about privacy', pages.newsAboutPrivacy, 'wrong-document', 'article'],
    ['news about what policies say', pages.studyOfPolicies, 'wrong-document', 'article'],
    ['a diary of engineers', pages.engineersDiary, 'wrong-document', 'article'],
    ['rules for users', pages.acceptableUse, 'wrong-document', 'terms'],
    ['help with a privacy setting', pages.helpAboutPrivacy, 'wrong-document', 'help'],
    ['a home page', pages.homePage, 'wrong-document', 'home-page'],
    ['an app in a shop', pages.storePage, 'wrong-document', 'store-page'],
    ['an address for sale', pages.parked, 'wrong-document', 'parked'],
    ['an article in German', pages.germanArticle, 'wrong-document', 'other'],
    ['a page that was not found, under a policy’s title', pages.notFound, 'soft-404', undefined],
    ['a notice that was withdrawn', pages.withdrawn, 'soft-404', undefined],
    ['a site that is being repaired', pages.maintenance, 'maintenance', undefined],
    ['a gateway’s error', pages.gateway, 'maintenance', undefined],
    ['a check for robots', pages.botWall, 'bot-wall', undefined],
    ['a closed country', pages.geoBlock, 'geo-block', undefined],
    ['a form to sign in', pages.loginWall, 'login-wall', undefined],
    ['a question about cookies', pages.consentWall, 'consent-wall', undefined],
    ['a shell that scripts fill, under a policy’s title', pages.shell, 'needs-scripts', undefined],
    ['a page that sends on', pages.redirect, 'no-policy-found', undefined],
    ['a list of policies', pages.index, 'no-policy-found', undefined],
    ['two words', 'Hello there.', 'empty', undefined],
  ])('is refused by name when it is %s', async (_, source, kind, instead) => {
    const failure = await judged(source);
    expect(failure).toMatchObject(instead === undefined ? { kind } : { kind, instead });
  });

  it.each(Object.entries(pages.foreignPolicies))('is named by its language when it is a policy in %s', async (language, source) => {
    expect(await judged(source)).toMatchObject({ kind: 'language', language });
  });

  it('stays English under a menu of languages', async () => {
    const menu = ['Deutsch', 'Français', 'Español', 'Português', '日本語', '中文', 'Nederlands', 'Italiano', 'Polski', 'Türkçe']
      .map((name) => `<li><a href="/${name}">${name}</a></li>`)
      .join('');
    expect(await judged(pages.policyPage.replace('<main>', `<main><ul>${menu}</ul>`))).toBeNull();
  });

  it('is read whatever a policy’s page says beside it', async () => {
    const noise = '<p>Please enable JavaScript. Accept all cookies. Sign in. Not available in your country. 404 pages not found.</p>';
    expect(await judged(pages.policyPage.replace('</main>', `${noise}</main>`))).toBeNull();
  });

  it('is an error of the server where the page does not say more', async () => {
    expect(await judged(page500, { status: 500 })).toMatchObject({ kind: 'http-status', status: 500 });
  });

  it('is no policy when it is a feed for programs', async () => {
    expect(await judged('Orlanne news. We collect information.', { mediaType: 'application/rss+xml' })).toMatchObject({
      kind: 'wrong-document',
    });
  });

  it('must be plainly a policy once it has lost most of its words', async () => {
    const passage = 'We share your voice recordings with our advertising partners.';
    expect(await judged(passage, { previousWords: 20 })).toBeNull();
    expect(await judged(passage, { previousWords: 3000 })).not.toBeNull();
    expect(await judged(pages.policyPage, { previousWords: 3000 })).toBeNull();
  });

  it('has its failure in one clause of one line, which fits the sentence it is put into', async () => {
    for (const source of Object.values(pages).filter((value) => typeof value === 'string')) {
      const failure = await judged(source);
      if (failure === null) continue;
      expect(failure.detail).toMatch(/^(?:it|the|none|\d+)\b[^\n]{5,200}[^.]$/u);
      expect(failureSentences(failure).happened).toContain(failure.detail);
    }
  });

  it.each([
    ['no blocks', ''],
    ['names of JavaScript’s own', 'constructor __proto__ hasOwnProperty toString valueOf '.repeat(200)],
    ['half a tag, often', '<'.repeat(50_000)],
    ['quotes and marks', '“…” &lt;&gt; \u202e\u0000\u001b[31m'.repeat(2000)],
    ['one word, often', 'privacy '.repeat(200_000)],
    ['one sentence of signs', 'not not not available in in in your your country domain domain is is for '.repeat(20_000)],
  ])('is refused without harm when it is %s', async (_, source) => {
    const text = {
      text: source,
      blocks: [{ kind: 'paragraph' as const, span: [0, source.length] as const, level: 0, section: [], leads: [] }],
      words: 50,
    };
    const extracted = await extract({ bytes: Buffer.from('<p>x</p>'), url: 'https://orlanne.example/' });
    if (!extracted.ok) throw new Error('a page with one word is read');
    expect(await judge({ text, structure: extracted.value.structure, url: 'https://orlanne.example/' })).not.toBeNull();
  });
});

const page500 = '<html><body><p>Ask the owner of this place for a better one.</p></body></html>';
