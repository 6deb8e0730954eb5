import type { DemoMaker } from '../demo-maker.ts';
import { htmlPage } from '../demo-maker.ts';
import { californiaSupplement } from './california-supplement.ts';
import { privacyPolicy } from './privacy-policy.ts';

const style = `
body{margin:0;font-family:system-ui,sans-serif;line-height:1.6;color:#222}.sr-only{position:absolute;left:-9999px}
.topbar{position:sticky;top:0;background:#fff;display:flex;align-items:center;gap:16px;padding:12px 24px;border-bottom:1px solid #eee}
.layout{display:grid;grid-template-columns:220px minmax(0,720px);gap:48px;padding:32px 24px}.toc{font-size:14px}.toc li{list-style:none}
table{border-collapse:collapse;font-size:14px}td,th{border:1px solid #ddd;padding:6px 8px;vertical-align:top;text-align:left}.table-scroll{overflow-x:auto}
.site-footer{background:#fafafa;padding:32px 24px;display:grid;grid-template-columns:repeat(3,1fr)}dt{font-weight:600;margin-top:12px}
#CybotCookiebotDialog{position:fixed;inset:auto 0 0 0;background:#fff;border-top:1px solid #ccc;padding:16px}`;

/** The data and the menu that a site built with a front-end framework carries in each of its pages. */
const state = `<script id="__STATE__" type="application/json">{"locale":"en-us","flags":{"newHeader":true},"user":null,"strings":{"shareTitle":"We share what you love"}}</script>
<script>(function(w){w.plq=w.plq||function(){(w.plq.q=w.plq.q||[]).push(arguments)};w.plq('init','0000000000');w.plq('track','PageView');})(window);</script>`;

function page(title: string, contents: readonly (readonly [id: string, title: string])[], content: string): string {
  const toc = contents.map(([id, words]) => `<li><a href="#${id}">${words}</a></li>`).join('');
  return `<!DOCTYPE html><html lang="en-us" dir="ltr" class="no-js"><head><meta charset="UTF-8"><title>${title} · Pelliqo</title><meta name="viewport" content="width=device-width, initial-scale=1"><meta property="og:title" content="${title}"><meta property="og:type" content="article"><style>${style}</style>${state}</head>
<body><div id="root"><a class="sr-only" href="#page">Skip navigation</a>
<div class="topbar"><a href="/">Pelliqo</a><nav><a href="/#explore">Explore</a> <a href="/#prints">Prints</a> <a href="/#plus">Pelliqo Plus</a></nav><button class="login">Log in</button><button class="signup">Sign up free</button></div>
<div class="layout"><aside class="toc" aria-label="On this page"><ul>${toc}</ul></aside>
<main id="page">${content}
</main></div>
<footer class="site-footer">
<div><h4>Pelliqo</h4><ul><li><a href="/#about">About us</a></li><li><a href="/#jobs">Jobs</a></li><li><a href="/#blog">Blog</a></li></ul></div>
<div><h4>Legal</h4><ul><li><a href="/privacy">Privacy</a></li><li><a href="/privacy/california">California Supplement</a></li><li><a href="/terms">Terms</a></li></ul></div>
<div><h4>Choices</h4><ul><li><a href="/privacy/california#choices">Do Not Sell or Share My Personal Information</a></li><li><a href="/#cookies">Cookie settings</a></li></ul></div>
</footer>
<div id="CybotCookiebotDialog" role="dialog" aria-labelledby="CybotCookiebotDialogBodyContentTitle"><h2 id="CybotCookiebotDialogBodyContentTitle">This website uses cookies</h2>
<div id="CybotCookiebotDialogBodyContentText">We use cookies to personalise content and ads, to provide social media features and to analyse our traffic. We also share information about your use of our site with our social media, advertising and analytics partners.</div>
<button id="CybotCookiebotDialogBodyButtonDecline">Deny</button><button id="CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll">Allow all</button></div>
</div></body></html>
`;
}

const home = `
<h1>Every picture you ever took, in one place</h1><p>Free and unlimited. For phones, tablets and the web.</p>
<section id="explore"><h2>Explore</h2><figure><img src="data:," alt="A lighthouse at dusk"><figcaption>Lighthouse, by @marit</figcaption></figure><figure><img src="data:," alt="A red door"><figcaption>Door no. 9, by @tomasz</figcaption></figure></section>
<section id="prints"><h2>Prints</h2><p>From $0.19 each, at your door in three days.</p></section>
<section id="plus"><h2>Pelliqo Plus</h2><p>No advertisements, more filters, $4.99 a month.</p></section>`;

const terms = `
<h1>Terms of Service</h1><p>Updated February 9, 2026</p>
<h2>Your account</h2><p>You must be at least 13 years old to open an account. You are responsible for what happens under it.</p>
<h2>Your content</h2><p>You keep your copyright. You grant us a worldwide, royalty-free, sublicensable licence to host, reproduce, display and distribute the content that you make public.</p>
<h2>What is not allowed</h2><p>Harassment, spam, pictures that you have no right to publish, and attempts to break the service.</p>
<h2>Ending it</h2><p>You can close your account at any time. We can close it if you break these terms.</p>
<h2>Liability and law</h2><p>Our liability is limited to the amount that you paid us in the last twelve months. The law of Maine applies.</p>`;

/** The made-up photo app. */
export const pelliqo: DemoMaker = {
  id: 'pelliqo',
  name: 'Pelliqo',
  product: 'Pelliqo app',
  kind: 'photo',
  pages: [
    htmlPage('/', '2026-04-30', page('Your photos, together', [], home)),
    htmlPage(
      '/privacy',
      '2026-04-27',
      page(
        'Privacy at Pelliqo',
        [
          ['what', 'What we collect'],
          ['why', 'Why we use it'],
          ['who', 'Who can see it'],
          ['long', 'How long we keep it'],
          ['choose', 'What you can choose'],
        ],
        privacyPolicy,
      ),
    ),
    htmlPage('/privacy/california', '2026-01-01', page('California Supplement', [], californiaSupplement)),
    htmlPage('/terms', '2026-02-09', page('Terms of Service', [], terms)),
  ],
  policies: ['/privacy', '/privacy/california'],
};
