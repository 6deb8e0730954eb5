import type { DemoMaker } from '../demo-maker.ts';
import { htmlPage } from '../demo-maker.ts';
import { mobileNetworkNotice, voiceNotice } from './notices.ts';
import { privacyPolicy } from './privacy-policy.ts';

const style = `
body{margin:0;background:#fbf7f2;color:#2b2320;font:17px/1.6 Georgia,serif}
.nav-wrap{display:flex;justify-content:space-between;padding:18px 6%;background:#fff}
.nav-wrap a{margin-left:20px;color:inherit}
.content{max-width:720px;margin:40px auto;padding:0 16px}
.panel{border-top:1px solid #e3d8cc}.panel button{font:inherit;font-weight:bold;background:none;border:0;padding:14px 0;width:100%;text-align:left}
.cc-window{position:fixed;right:16px;bottom:16px;max-width:320px;background:#2b2320;color:#fff;padding:16px;border-radius:8px}
.foot{padding:32px 6%;background:#efe6dc;font-size:14px}.foot a{margin-right:16px}`;

const script = `<script type="module">
for (const button of document.querySelectorAll('.panel button')) {
  button.addEventListener('click', () => {
    const body = document.getElementById(button.getAttribute('aria-controls'));
    const open = button.getAttribute('aria-expanded') === 'true';
    button.setAttribute('aria-expanded', String(!open));
    body.style.display = open ? 'none' : 'block';
    body.setAttribute('aria-hidden', String(open));
  });
}
</script>`;

function page(title: string, description: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} – Halberry</title>
<meta name="description" content="${description}">
<style>${style}</style>
</head>
<body>
<div class="nav-wrap"><a class="logo" href="/">Halberry</a><div role="navigation"><a href="/#chime">Chime</a><a href="/#go">Chime Go</a><a href="/#skills">Skills</a><a href="/#help">Help</a><a href="/#basket">Basket (0)</a></div></div>
<div class="content" id="content">
${content}
</div>
<div class="foot" role="contentinfo">
<p><a href="/privacy-policy">Privacy</a><a href="/legal/voice-notice">Chime Voice Notice</a><a href="/legal/mobile-network">Mobile network</a><a href="/terms">Terms of sale</a><a href="/#imprint">Imprint</a><a href="/#cookies">Cookie choices</a></p>
<p>Halberry Home Ltd., 8 Weighhouse Quay, Dunmore Port. &copy; 2026</p>
<form class="newsletter"><label>Stories from the hearth, once a month <input type="email" name="email" placeholder="you@home.example"></label><button>Sign up</button></form>
</div>
<div class="cc-window cc-banner" role="dialog" aria-label="cookieconsent" aria-live="polite"><span class="cc-message">We use cookies to keep this site cosy. Some of them help us show you Halberry elsewhere.</span>
<div class="cc-compliance"><a class="cc-btn cc-deny">Only the necessary</a><a class="cc-btn cc-allow">Allow all</a></div></div>
${script}
</body>
</html>
`;
}

const home = `
<h1>A voice by the fire</h1>
<p>Chime plays, reminds, dims and answers. Ask for anything, from any room.</p>
<h2 id="chime">Chime</h2><p>The speaker for the shelf. Six microphones, one warm sound. &euro;129.</p>
<h2 id="go">Chime Go</h2><p>The speaker for the garden, the beach and the train. With its own SIM card. &euro;179.</p>
<h2 id="skills">Skills</h2><p>More than 4,000 things that Chime can learn.</p>
<h2 id="help">Help</h2><p>Write to us or call 1800 000 000 on working days.</p>`;

const terms = `
<h1>Terms of Sale</h1>
<p><em>Version of 1 September 2025</em></p>
<h2>Orders</h2><p>Your order is an offer. The contract is made when we send the goods.</p>
<h2>Prices and delivery</h2><p>Prices include value added tax. Delivery takes two to five working days.</p>
<h2>Right to withdraw</h2><p>You can withdraw from the contract within 14 days of delivery without giving a reason.</p>
<h2>Guarantee</h2><p>The legal guarantee of two years applies.</p>`;

/** The made-up maker of a voice speaker. */
export const halberry: DemoMaker = {
  id: 'halberry',
  name: 'Halberry',
  product: 'Halberry Chime',
  kind: 'voice',
  pages: [
    htmlPage('/', '2026-02-20', page('Speakers that listen', 'Chime, the voice by the fire.', home)),
    htmlPage('/privacy-policy', '2026-01-14', page('Privacy Policy', 'What Halberry learns about you.', privacyPolicy)),
    htmlPage(
      '/legal/voice-notice',
      '2026-02-02',
      page('Chime Voice Notice', 'What happens to a sentence that you say to Chime.', voiceNotice),
    ),
    htmlPage('/legal/mobile-network', '2025-10-09', page('Mobile Network Notice', 'The SIM card in Chime Go.', mobileNetworkNotice)),
    htmlPage('/terms', '2025-09-01', page('Terms of Sale', 'Buying from Halberry.', terms)),
  ],
  policies: ['/privacy-policy', '/legal/voice-notice', '/legal/mobile-network'],
};
