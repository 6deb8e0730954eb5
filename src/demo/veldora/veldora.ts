import type { DemoMaker } from '../demo-maker.ts';
import { htmlPage } from '../demo-maker.ts';
import { privacyPolicy } from './privacy-policy.ts';
import { viewingNotice } from './viewing-notice.ts';
import { voiceNotice } from './voice-notice.ts';

const style = `
:root { --ink: #12202b; --tint: #0b6e99; }
body { margin: 0; font: 16px/1.55 "Helvetica Neue", Arial, sans-serif; color: var(--ink); }
.site-header { display: flex; gap: 2rem; padding: 1rem 4vw; border-bottom: 1px solid #d8e0e5; }
.site-header ul { display: flex; gap: 1.2rem; list-style: none; margin: 0; padding: 0; }
main { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { border: 1px solid #c4cfd6; padding: .4rem .6rem; text-align: left; }
#onetrust-banner-sdk { position: fixed; bottom: 0; left: 0; right: 0; background: #fff; box-shadow: 0 0 12px #0003; padding: 1rem 4vw; }
footer { background: #12202b; color: #d8e0e5; padding: 2rem 4vw; } footer a { color: inherit; }
.visually-hidden { position: absolute; clip: rect(0 0 0 0); width: 1px; height: 1px; overflow: hidden; }`;

/** A consent banner as the usual tools write it: its words are not the policy's. */
const banner = `
<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="region" aria-label="Cookie banner">
<p id="onetrust-policy-text">By clicking &ldquo;Accept All Cookies&rdquo;, you agree to the storing of cookies on your device to enhance site navigation, analyze site usage, and assist in our
marketing efforts.</p>
<div id="onetrust-button-group"><button id="onetrust-pc-btn-handler">Cookie Settings</button><button id="onetrust-reject-all-handler">Reject All</button>
<button id="onetrust-accept-btn-handler">Accept All Cookies</button></div></div></div>`;

const script = `<script>
window.dataLayer = window.dataLayer || [];
function track(){ dataLayer.push(arguments); }
track('js', new Date()); track('config', 'VLD-000000', { 'page_type': document.title });
document.addEventListener('click', function (event) {
  if (event.target.id === 'onetrust-accept-btn-handler') document.getElementById('onetrust-banner-sdk').remove();
});
</script>`;

function page(title: string, content: string): string {
  return `<!DOCTYPE html>
<html lang="en-US">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} | Veldora</title>
<meta property="og:type" content="website">
<style>${style}</style>
${script}
</head>
<body class="legal">
<a class="visually-hidden" href="#main">Skip to main content</a>
<header class="site-header" role="banner">
<a href="/" aria-label="Veldora home"><svg width="96" height="20" viewBox="0 0 96 20"><title>Veldora</title><text x="0" y="16">VELDORA</text></svg></a>
<nav aria-label="Main menu"><ul>
<li><a href="/#tv">TVs</a></li><li><a href="/#sound">Sound bars</a></li><li><a href="/#app">Veldora Home app</a></li><li><a href="/#support">Support</a></li><li><a href="/#shop">Shop now</a></li>
</ul></nav>
<form action="/" role="search"><label class="visually-hidden" for="q">Search veldora.example</label><input id="q" name="q" placeholder="Search"></form>
</header>
<main id="main"><article>
${content}
</article></main>
<footer>
<nav aria-label="Footer"><ul>
<li><a href="/privacy">Privacy Policy</a></li>
<li><a href="/privacy/voice">Voice Recognition Notice</a></li>
<li><a href="/privacy/viewing-information">Viewing Information Services</a></li>
<li><a href="/terms">Terms of Use</a></li>
<li><a href="/privacy#choices">Your Privacy Choices</a></li>
</ul></nav>
<p>&copy; 2026 Veldora Electronics, Inc. All rights reserved. Screen images simulated.</p>
</footer>
${banner}
<noscript><img height="1" width="1" alt="" src="/pixel.gif"></noscript>
</body>
</html>
`;
}

const home = `
<section class="hero"><h1>The picture that knows what you love</h1>
<p>Meet the 2026 Veldora Aurora: a quantum-dot screen with hands-free voice control.</p><p><a class="button" href="/#shop">Shop Aurora</a></p></section>
<section id="tv"><h2>TVs for every room</h2><ul class="cards">
<li><h3>Aurora 65</h3><p>4K, 144 Hz, hands-free voice. From $1,299.</p></li>
<li><h3>Aurora 55</h3><p>4K, 120 Hz, hands-free voice. From $899.</p></li>
<li><h3>Basin 43</h3><p>A first TV for a small flat. From $299.</p></li>
</ul></section>
<section id="sound"><h2>Sound bars</h2><p>Cinema in one cable.</p></section>
<section id="app"><h2>Veldora Home app</h2><p>Set up your TV in minutes and find the remote under the sofa.</p></section>
<section id="support"><h2>Support</h2><p>Chat with us, 24 hours a day.</p></section>`;

const terms = `
<h1>Terms of Use</h1>
<p class="meta">Last updated: January 12, 2026</p>
<h2>1. Your agreement with us</h2>
<p>These Terms of Use are a contract between you and Veldora Electronics, Inc. By using the website or a Veldora TV you accept them.</p>
<h2>2. Licence</h2>
<p>We grant you a personal, non-exclusive, non-transferable licence to use the software on your TV. You must not copy, modify or reverse engineer it.</p>
<h2>3. Orders and warranty</h2>
<p>Prices may change without notice. The limited warranty that comes with your product is the only warranty we give.</p>
<h2>4. Limitation of liability</h2>
<p>To the fullest extent permitted by law, we are not liable for indirect or consequential damages.</p>
<h2>5. Disputes</h2>
<p>Disputes are resolved by binding arbitration. The law of the State of Oregon applies.</p>`;

/** The made-up TV maker. */
export const veldora: DemoMaker = {
  id: 'veldora',
  name: 'Veldora',
  product: 'Veldora Aurora TV',
  kind: 'tv',
  pages: [
    htmlPage('/', '2026-03-20', page('TVs and sound', home)),
    htmlPage('/privacy', '2026-03-03', page('Privacy Policy', privacyPolicy)),
    htmlPage('/privacy/voice', '2026-03-03', page('Voice Recognition Notice', voiceNotice)),
    htmlPage('/privacy/viewing-information', '2025-11-17', page('Viewing Information Services Notice', viewingNotice)),
    htmlPage('/terms', '2026-01-12', page('Terms of Use', terms)),
  ],
  policies: ['/privacy', '/privacy/voice', '/privacy/viewing-information'],
};
