/** The TV maker's notice on automatic content recognition: what is on the screen, who buys it, for how long, and the way out. */
export const viewingNotice = `
<h1>Viewing Information Services Notice</h1>
<p class="meta">Last updated: November 17, 2025</p>
<p>Viewing Information Services (&ldquo;VIS&rdquo;) is the name of a feature of Veldora TVs that identifies what is on your screen. This Notice supplements the
<a href="/privacy">Veldora Privacy Policy</a>.</p>

<h2>How VIS works</h2>
<p>VIS uses automatic content recognition. Several times a second, your TV takes a small sample of the picture and of the sound, turns the samples into fingerprints, and sends the
fingerprints to our servers, where they are compared with a library of known programs, films, games and commercials. VIS works for everything that the TV displays: broadcast,
cable, streaming apps, game consoles, disc players and computers connected by HDMI.</p>
<p>VIS does not look at the pictures of your own photo albums when you show them with the Veldora Gallery app.</p>

<h2>What we collect with it</h2>
<p>With VIS, we collect:</p>
<ul>
<li>the programs, films and commercials that you watch, with the channel or app and the date and time;</li>
<li>how long you watch, and when you change the channel, pause or skip;</li>
<li>your IP address, the VAID and the Wi-Fi network to which the TV is connected; and</li>
<li>the postal code in which the TV is located, which we derive from your IP address.</li>
</ul>

<h2>What we do with it</h2>
<p>We use viewing information to recommend programs and to select and measure advertisements. We license viewing information to audience measurement companies, advertisers and data
partners, who may combine it with information that they obtain from other sources, and may use it to show you advertising on other devices and on websites that have nothing to do
with Veldora. We do not tell them your name.</p>
<p>Viewing information that is linked to your TV is kept for 36 months. After that we keep it only in aggregated form.</p>

<h2>Your choice</h2>
<p>VIS is off until you turn it on during set-up, where it is part of the recommended settings. You can turn it off at any time under Settings &gt; General &gt; Privacy &gt; Viewing
Information. When you turn it off, your TV stops sending fingerprints at once; viewing information that we collected earlier is not deleted unless you ask us to delete it.</p>
<p>Without VIS, recommendations are limited to the apps that you open from the home screen, and offers that depend on what is on the screen are not shown.</p>
`;
