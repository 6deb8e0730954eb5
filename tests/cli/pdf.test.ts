import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoopbackWeb, type LoopbackWeb, type Route } from '../helpers/loopback-web.ts';
import { pdfOfWords, scannedPdf } from '../helpers/pdfs.ts';
import { earshot, frozenRules } from './run-earshot.ts';

const words = [
  'Privacy Policy',
  'We collect the information that you give us when you set up the television and use it to run the service.',
  'We share your voice recordings with third parties that turn speech into text for us.',
  'We use cookies and similar technologies to collect information about how you use our services.',
  'We may disclose your personal information to our affiliates, to service providers and where the law requires it.',
  'You may ask us to delete your personal information by writing to our privacy office at any time.',
  'We keep your personal information for as long as we need it for the purposes described in this privacy policy.',
];

let web: LoopbackWeb;
beforeAll(async () => {
  const policy = await pdfOfWords(words);
  const scan = await scannedPdf();
  const sent =
    (body: Uint8Array, type: string | undefined, more: Readonly<Record<string, string>> = {}): Route =>
    (_, response) =>
      void response.writeHead(200, { ...(type === undefined ? {} : { 'content-type': type }), ...more }).end(body);
  web = await startLoopbackWeb({
    '/policy.pdf': sent(policy, 'application/pdf'),
    '/download': sent(policy, 'application/octet-stream', { 'content-disposition': 'attachment; filename="policy.pdf"' }),
    '/policy.html': sent(policy, 'text/html; charset=utf-8'),
    '/policy.php': sent(policy, undefined),
    '/scan.pdf': sent(scan, 'application/pdf'),
    '/cut.pdf': sent(policy.slice(0, 600), 'application/pdf'),
    '/page.pdf': sent(Buffer.from('<!doctype html><title>Sign in</title><form><input type=password></form>'), 'application/pdf'),
  });
});
afterAll(async () => await web.close());

const scan = async (path: string): ReturnType<typeof earshot> =>
  await earshot([
    'scan',
    `${web.origin}${path}`,
    '--only',
    '--allow-private',
    '--format',
    'json',
    '--rules',
    frozenRules,
    '--concern',
    'voice',
  ]);

describe('a policy that is a PDF', () => {
  it.each([
    ['with its own type', '/policy.pdf'],
    ['as a download of no particular type', '/download'],
    ['as what calls itself a web page', '/policy.html'],
    ['without a type', '/policy.php'],
  ])('is read over HTTP: %s', async (_, path) => {
    const { out, code } = await scan(path);
    const report = JSON.parse(out) as {
      readonly policies: readonly { readonly status: string; readonly title: string }[];
      readonly findings: readonly { readonly quote: string; readonly link?: string }[];
    };
    expect(report.policies[0]).toMatchObject({ status: 'read', title: 'Privacy Policy' });
    expect(report.findings[0]?.quote).toBe('We share your voice recordings with third parties that turn speech into text for us.');
    // No browser jumps to words in a PDF.
    expect(report.findings[0]?.link).toBeUndefined();
    expect(code).toBe(0);
  });

  it.each([
    ['of pictures alone', '/scan.pdf', 'pdf-without-text'],
    ['that is cut off', '/cut.pdf', 'pdf-broken'],
    ['that is a web page', '/page.pdf', 'login-wall'],
  ])('%s is named for what it is', async (_, path, kind) => {
    const { out, code } = await scan(path);
    expect(JSON.parse(out)).toMatchObject({ policies: [{ status: 'not-read', failure: { kind } }] });
    expect(code).toBe(3);
  });
});
