/** The speaker maker's voice notice: cloud transcription, review by people, voice profiles, accidental activation. */
export const voiceNotice = `
<h1>Chime Voice Notice</h1>
<p><em>Last revised on 2 February 2026</em></p>
<p>This notice is part of the <a href="/privacy-policy">Halberry Privacy Policy</a> and explains what happens to a sentence that you say to Chime.</p>
<h2>From your kitchen to our cloud</h2>
<p>The recording travels in encrypted form to data centres that Brightfen Cloud, Inc. operates for us. Brightfen converts the speech into text. If our own models cannot answer you, the text of your question
is passed on to Ostler AI, which answers general questions and may keep the text for its own purposes.</p>
<h2>When Chime listens by mistake</h2>
<p>Words that sound like &ldquo;Chime&rdquo;, for example on television, can wake the speaker by accident. In that case it records and sends us conversations that were not meant for it, up to eight seconds at a time. We
mark such recordings where we find them, but we do not delete them automatically.</p>
<h2>Do people listen?</h2>
<p>Yes. Fewer than one in five hundred recordings is listened to by trained reviewers, some of whom work for contractors in other countries. They write down what was said and judge whether Chime answered well. Reviewers do
not see your name or address.</p>
<h2>Voice profiles</h2>
<p>If you create a voice profile, Chime recognizes who is speaking. For that purpose we compute a voiceprint, a mathematical model of the sound of your voice, from ten sentences that you read aloud. We keep the voiceprint until
you delete the profile or have not used it for three years. We do not give voiceprints to anyone else.</p>
<h2>Calls</h2>
<p>Calls between Halberry speakers are connected by us but not recorded. If you leave a voice message, we keep it for 14 days. Messages that another customer reports to us are reviewed by our staff.</p>
<h2>Your controls</h2>
<p>You can say &ldquo;Chime, delete what I just said&rdquo; or &ldquo;Chime, delete everything I said today&rdquo;. You can also stop the saving of recordings in the Halberry app under Privacy &gt; Voice. If you do, voice profiles and
personal answers are no longer available.</p>
`;

/** Its notice about the mobile network: the cell a portable speaker is in. */
export const mobileNetworkNotice = `
<h1>Chime Go Mobile Network Notice</h1>
<p><em>Last revised on 9 October 2025</em></p>
<p>Chime Go comes with a built-in SIM card. Halberry Mobile, which is part of Halberry Home Ltd., provides the connection over the network of a partner carrier. This notice adds to the
<a href="/privacy-policy">Halberry Privacy Policy</a>.</p>
<h2>The network knows your cell</h2>
<p>While Chime Go is switched on, the mobile network always knows the cell in which it is, because otherwise it could not deliver anything to it. We and the partner carrier derive the approximate location of your Chime Go from the
cell towers to which it connects, and record it each time the speaker moves to another cell or uses data.</p>
<p>We keep these records, with the IMEI of the device and the number of the SIM card, for 12 months for billing and network planning, and for as long as a law on data retention demands.</p>
<h2>Who receives it</h2>
<p>We provide network location records to law enforcement agencies when they present a court order. We may also provide the last known cell to emergency services without an order if a life is in danger. Location records in
which the device number has been replaced by a code are shared with partners that analyze traffic and crowds.</p>
<h2>Can it be switched off?</h2>
<p>You cannot opt out of the collection of network location as long as the SIM card is active. You can deactivate the SIM card in the Halberry app under Chime Go &gt; Connection; the speaker then works at home over Wi-Fi only.</p>
`;
