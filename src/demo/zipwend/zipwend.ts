import type { DemoMaker } from '../demo-maker.ts';
import { htmlPage } from '../demo-maker.ts';
import { writePdf } from '../write-pdf.ts';
import { audioSupplement } from './audio-supplement.ts';
import { privacyPolicy } from './privacy-policy.ts';

const head = `
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<style type="text/css">
body { font-family: Verdana, sans-serif; font-size: 14px; margin: 0 }
#top { background: #ffd400; padding: 10px 20px } #top a { color: #000; margin-right: 14px; font-weight: bold; text-decoration: none }
#wrap { width: 920px; margin: 0 auto } .rte p { line-height: 1.5 }
#bottom { border-top: 4px solid #ffd400; margin-top: 30px; padding: 12px 20px; font-size: 12px }
.cookie-notice { background: #333; color: #fff; padding: 8px 20px }
</style>
<script type="text/javascript">
/* <![CDATA[ */
var zw = zw || { q: [] }; zw.q.push(['page', location.pathname]); if (1 < 2 && document.cookie.indexOf('zw_ok') < 0) { zw.banner = true; }
/* ]]> */
</script>`;

/** Old-fashioned on purpose: tables and `<div>`s for the page's shape, no landmark elements, a `<p>` left open here and there. */
function page(title: string, content: string): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
<head><title>${title}</title>${head}
</head>
<body>
<div class="cookie-notice" id="cookie-notice">This website uses cookies. By continuing to browse you agree to our use of cookies. <a href="#" onclick="return false;">OK</a></div>
<div id="top" class="menu"><a href="/">ZIPWEND</a> <a href="/#ride">Ride</a> <a href="/#drive">Drive</a> <a href="/#business">Business</a> <a href="/#cities">Cities</a> <a href="/#safety">Safety</a> <a href="/#login">Log in</a></div>
<div id="wrap">
${content}
</div>
<div id="bottom" class="footer"><a href="/legal/privacy">Privacy</a> | <a href="/legal/in-ride-audio-recording.pdf">In-Ride Audio Recording</a> | <a href="/legal/terms">Terms</a> | <a href="/#careers">Careers</a> | <a href="/#press">Press</a><br>
&copy; 2026 Zipwend Mobility, Inc. Zipwend is a registered trademark. Get the app: <a href="/#ios">iPhone</a> <a href="/#android">Android</a></div>
</body>
</html>
`;
}

const home = `
<h1>There in four minutes</h1>
<p>Request a ride, hop in, and go. Zipwend is in 140 cities.<p>
<h3 id="ride">Ride</h3><p>Alone, together, or with the dog.
<h3 id="drive">Drive</h3><p>Earn on your own schedule.
<h3 id="business">Business</h3><p>One bill for all your people.
<h3 id="safety">Safety</h3><p>Audio recording, ride check and an emergency button.
<h3 id="cities">Cities</h3><p>Marlow Bend, Port Ellery, Dunmore and many more.`;

const terms = `
<p><b>TERMS OF SERVICE</b></p><p>Last updated: 03/02/2026</p>
<p><b>1. The service.</b> Zipwend is a technology platform. Drivers are independent contractors and not employees of Zipwend.</p>
<p><b>2. Fares.</b> Fares may be higher when demand is high. Cancellation fees may apply.</p>
<p><b>3. Conduct.</b> You must not smoke, damage the vehicle or endanger the driver.</p>
<p><b>4. Liability.</b> Zipwend is provided &quot;as is&quot; without warranties of any kind.</p>`;

const audioTitle = 'Zipwend In-Ride Audio Recording Supplement';

/** The made-up ride service. */
export const zipwend: DemoMaker = {
  id: 'zipwend',
  name: 'Zipwend',
  product: 'Zipwend app',
  kind: 'ride',
  pages: [
    htmlPage('/', '2026-05-20', page('Zipwend | Rides in 140 cities', home)),
    htmlPage('/legal/privacy', '2026-05-18', page('Zipwend Privacy Notice', privacyPolicy)),
    {
      path: '/legal/in-ride-audio-recording.pdf',
      contentType: 'application/pdf',
      body: writePdf(audioTitle, audioSupplement),
      modified: '2026-02-01',
    },
    htmlPage('/legal/terms', '2026-03-02', page('Zipwend Terms of Service', terms)),
  ],
  policies: ['/legal/privacy', '/legal/in-ride-audio-recording.pdf'],
};
