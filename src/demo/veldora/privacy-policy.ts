/** Main policy of the TV maker: headings and lists as a legal department writes them, with voice and viewing in notices of their own. */
export const privacyPolicy = `
<h1>Veldora Privacy Policy</h1>
<p class="meta">Effective date: March 3, 2026 &nbsp;|&nbsp; <a href="#changes">What changed</a></p>

<p>Veldora Electronics, Inc. and its subsidiaries (&ldquo;Veldora,&rdquo; &ldquo;we,&rdquo; &ldquo;us,&rdquo; or &ldquo;our&rdquo;) make televisions, sound bars and the
software that runs on them. This Privacy Policy explains how we handle information about you when you use a Veldora TV, the Veldora Home app,
our websites, and the services that link to this Policy (together, the &ldquo;Services&rdquo;). It is supplemented by our
<a href="/privacy/voice">Voice Recognition Notice</a> and our <a href="/privacy/viewing-information">Viewing Information Services Notice</a>, which describe two
features in more detail.</p>
<p>In this Policy, &ldquo;personal information&rdquo; means information that identifies, relates to, or could reasonably be linked with you or your household. It does
not include information that has been aggregated so that it can no longer be linked with a household.</p>
<p>Please read this Policy carefully. If you do not agree with it, you can decline it during set-up; some parts of your TV will then not work, as described in
<a href="#cost">What you lose when you switch things off</a>.</p>

<h2 id="collect">1. Information we collect</h2>
<h3>Information you give us</h3>
<p>You give us information when you create a Veldora Account, register a product, enter a sweepstakes, or write to us. It includes:</p>
<ul>
<li>your name, e-mail address, postal address and telephone number;</li>
<li>the payment details you use to rent or buy films;</li>
<li>your birth year and the make-up of your household, where you choose to tell us; and</li>
<li>the content of your messages to customer support. Calls to our support line are recorded for training and quality purposes.</li>
</ul>

<h3>Information your TV sends us</h3>
<p>When your TV is connected to the internet, it sends us the following information automatically:</p>
<ul>
<li><strong>Device identifiers.</strong> The serial number of your TV, its MAC address, the Veldora Advertising ID (&ldquo;VAID&rdquo;), your IP address, and the identifiers of
other devices on your home network.</li>
<li><strong>Use of apps and content.</strong> The apps you open, the titles you search for, rent, watch or listen to, the ads that are shown to you, and the time and length of
each session.</li>
<li><strong>Viewing information.</strong> If Viewing Information Services are on, we recognize what is on your screen, whatever its source. See the
<a href="/privacy/viewing-information">Viewing Information Services Notice</a>.</li>
<li><strong>Voice information.</strong> If you use voice recognition, we collect your voice commands and transmit them to a third-party provider that turns speech into text. See
the <a href="/privacy/voice">Voice Recognition Notice</a>.</li>
<li><strong>Diagnostics.</strong> Crash reports, firmware version, signal strength and the names of connected inputs.</li>
</ul>

<h3>Location</h3>
<p>Your TV does not contain a GPS receiver, and we do not collect your precise location from it. We do infer your approximate location, such as your city and postal code, from
your IP address and from the Wi-Fi access points in reach of the TV. If you allow the Veldora Home app to use your phone&rsquo;s location, the app collects the phone&rsquo;s GPS
coordinates while you set up a TV, in order to show you local channels.</p>

<h3>Camera and gestures</h3>
<p>Some models have a pop-up camera. If you register for Face Sign-in, the TV detects your face and compares it with a face template that you created. The template is stored on the TV
in encrypted form. We do not receive your face template, and we do not use the camera to identify other people in the room. The camera can be pushed into the housing, which disconnects it.</p>

<h3>Information from others</h3>
<p>We obtain information about your household, such as age ranges, estimated income, interests and purchases, from data providers, and we combine it with the information we have
about your TV. We also receive information from streaming services about the subscriptions you have with them.</p>

<h2 id="use">2. How we use information</h2>
<p>We use the information described above:</p>
<ul>
<li>to provide, maintain and repair the Services, and to personalize the home screen;</li>
<li>to measure which programs and advertisements are seen, and by how many households;</li>
<li>to show you interest-based advertising on your TV and, together with our advertising partners, on your phones, tablets and computers that we believe belong to the same
household;</li>
<li>to improve and train our speech recognition and recommendation models; and</li>
<li>to detect fraud, protect our rights and comply with the law.</li>
</ul>
<p>Do you have to accept all of this? No. The choices in <a href="#choices">section 6</a> apply to each of these uses.</p>

<h2 id="share">3. When we share information</h2>
<p>We share information about you with the following categories of recipients:</p>
<ul>
<li><strong>Affiliates.</strong> Companies that control, are controlled by or are under common control with Veldora Electronics, Inc.</li>
<li><strong>Service providers.</strong> Companies that work for us, for example to host data, convert speech to text, process payments and answer support requests.</li>
<li><strong>Advertising and measurement partners.</strong> Advertisers, advertising networks, and audience measurement companies, to which we disclose the VAID, your IP address and
viewing information so that they can choose and measure advertisements.</li>
<li><strong>Content partners.</strong> Broadcasters, studios and app developers whose content you use on the TV. They use the information for their own purposes, under their own
privacy policies.</li>
<li><strong>Data partners.</strong> Companies that match viewing information with other information about households, for their own analytics products.</li>
<li><strong>A buyer of our business.</strong> If Veldora or part of it is sold, merged or reorganized, your information may be transferred as part of that transaction.</li>
</ul>
<p>We do not share any of the following with advertisers:</p>
<ul>
<li>your name, e-mail address or postal address;</li>
<li>recordings of your voice; or</li>
<li>the content of messages you send to customer support.</li>
</ul>
<p>We do not sell your personal information for money. However, some of the disclosures to advertising, measurement and data partners described above may be deemed a
&ldquo;sale&rdquo; of personal information under the laws of California and certain other states.</p>

<h3>Legal requests</h3>
<p>We disclose information when we are required to do so by law, a subpoena, a court order or a search warrant. We may also disclose information to law enforcement or other authorities
at their request, where we believe in good faith that disclosure is appropriate to protect the safety of any person, to investigate fraud, or to protect our rights and property.</p>

<h2 id="keep">4. How long we keep information</h2>
<p>We keep your information for as long as necessary for the purposes described in this Policy, unless a longer period is required by law. Some periods are fixed:</p>
<table>
<thead><tr><th>What</th><th>How long we keep it</th><th>What happens then</th></tr></thead>
<tbody>
<tr><td>Voice recordings and their transcripts</td><td>24 months after the command was spoken</td><td>The account identifier is removed; the recording may be kept without it</td></tr>
<tr><td>Viewing information linked to a device identifier</td><td>36 months</td><td>Aggregated</td></tr>
<tr><td>Approximate location derived from your IP address</td><td>13 months</td><td>Deleted</td></tr>
<tr><td>Records of rentals and purchases</td><td>7 years, as tax law requires</td><td>Deleted</td></tr>
</tbody>
</table>
<p>After you delete your account, we retain copies of some information in our backup systems for up to 90 days, and longer where we need it to resolve disputes or prevent fraud.</p>

<h2 id="transfer">5. Where information goes</h2>
<p>Veldora is based in the United States. Your information is transferred to and stored on servers in the United States, Korea and other countries, whose laws may protect it less
than the laws of the place where you live.</p>

<h2 id="choices">6. Your choices</h2>
<h3>On your TV</h3>
<ul>
<li><strong>Voice.</strong> You can turn off voice recognition at any time under Settings &gt; General &gt; Privacy &gt; Voice Recognition.</li>
<li><strong>Viewing information.</strong> You can turn off Viewing Information Services under Settings &gt; General &gt; Privacy &gt; Viewing Information.</li>
<li><strong>Advertising.</strong> You can opt out of interest-based advertising, or reset your VAID, under Settings &gt; General &gt; Privacy &gt; Advertising. You will still see
advertisements, and they will still be counted.</li>
<li><strong>Location.</strong> You can withdraw the Veldora Home app&rsquo;s permission to use your location in the settings of your phone.</li>
</ul>
<h3>In your account</h3>
<p>You can see, download and correct the information in your Veldora Account at any time. You can ask us to delete your voice recordings, your viewing information or your whole
account by using the form on our website or by writing to the address below. Residents of some states have the right to opt out of the sale or sharing of their personal information;
use the &ldquo;Your Privacy Choices&rdquo; link at the foot of this page.</p>
<h3>Signals</h3>
<p>Our websites honor the Global Privacy Control. Our televisions and apps do not respond to Do Not Track signals.</p>

<h2 id="cost">7. What you lose when you switch things off</h2>
<p>If you turn off voice recognition, the microphone button on the remote does nothing and you will need to type your searches. If you turn off Viewing Information Services, the home
screen no longer recommends programs from your antenna, cable box or game console. If you decline this Policy altogether, your TV works as a display for connected devices, but apps,
updates to the program guide and remote support are not available. There is no setting that stops diagnostics while your TV is online.</p>

<h2 id="children">8. Children</h2>
<p>The Services are meant for a general audience. We do not knowingly collect personal information from children under 13 without the consent of a parent.</p>

<h2 id="security">9. Security</h2>
<p>We use administrative, technical and physical safeguards. No system is perfectly secure; please keep your account password safe and do not share it with others.</p>

<h2 id="changes">10. Changes to this Policy</h2>
<p>We may update this Policy. If a change is material, we will show a notice on your TV before it takes effect. In this version we added the retention table in section 4 and described
Face Sign-in.</p>

<h2 id="contact">11. How to reach us</h2>
<p>Veldora Electronics, Inc., Privacy Office, 400 Harbor Steps, Port Ellery, Oregon 97000. E-mail: <a href="mailto:privacy@veldora.example">privacy@veldora.example</a>.</p>
`;
