/** Main policy of the speaker maker: questions as headings, in accordions that are closed when the page loads. */
export const privacyPolicy = `
<div class="intro">
<h1>Halberry Privacy Policy</h1>
<p><em>Last revised on 14 January 2026</em></p>
<p>Chime is the voice that lives in your Halberry speaker. This page tells you what Chime, the Halberry app and our other services learn about you, in the order in which people ask us. The
long answers open when you click on a question.</p>
<p>&ldquo;Halberry&rdquo;, &ldquo;we&rdquo; and &ldquo;us&rdquo; mean Halberry Home Ltd. and the companies of its group.</p>
</div>

<div class="accordion">

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a1">What does Chime hear?</button></h2>
<div id="a1" class="panel-body" style="display:none" aria-hidden="true">
<p>Your speaker listens for the word &ldquo;Chime&rdquo; whenever it is plugged in and the microphones are not muted. Listening for that one word happens on the speaker itself. We never receive or keep
audio from before the wake word.</p>
<p>Once the speaker has heard its name, the ring lights up and what you say is recorded and streamed to our cloud, where it is converted into text and answered. We collect:</p>
<ul>
<li>the recording of your request and of the sounds around it;</li>
<li>the transcript and Chime&rsquo;s answer; and</li>
<li>which speaker you talked to, and when.</li>
</ul>
<p>More about recordings, including who may listen to them, is in the <a href="/legal/voice-notice">Chime Voice Notice</a>.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a2">What else do you collect?</button></h2>
<div id="a2" class="panel-body" style="display:none" aria-hidden="true">
<p><b>Account.</b> Your name, e-mail address, delivery address, and the members of your household whom you invite.</p>
<p><b>Your home.</b> The names you give to rooms, lamps, locks and other devices that are connected to Chime, and each time they are switched.</p>
<p><b>What you play and ask for.</b> We record the songs, stations, podcasts and audio books that you listen to, the questions you ask and the skills you open.</p>
<p><b>Identifiers.</b> The serial number of your speaker, its MAC address, your IP address, and the advertising identifier of the phone on which you installed the Halberry app.</p>
<p><b>Sleep.</b> If you switch on Quiet Night, the speaker uses sonar to measure your breathing and movements while you sleep, and we store a sleep report for each night.</p>
<p><b>From others.</b> Music services and skill developers tell us what you did with them. We buy demographic information about postal areas from commercial data suppliers and add it to your profile.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a3">Do you know where I am?</button></h2>
<div id="a3" class="panel-body" style="display:none" aria-hidden="true">
<p>A speaker stays where it is, so we ask you for its address when you set it up, and use it for the weather, traffic and local news.</p>
<p>The Halberry app can do more. If you switch on <i>Welcome Home</i>, the app collects the precise location of your phone, based on GPS, nearby Wi-Fi networks and Bluetooth signals, even when the app
is closed. It learns the places you visit often, such as your home, your workplace and your gym, together with the times at which you are usually there. We call them Frequent Places. We keep your
Frequent Places for 18 months, so that lamps and heating are ready when you come back.</p>
<p>We do not share your Frequent Places with advertisers. Members of your household can see on their own app whether you are at home.</p>
<p>You can switch off Welcome Home in the Halberry app under Home &gt; Presence, and you can clear your Frequent Places in the same place. Lamps and heating then follow the clock instead of you.</p>
<p>The portable speaker, Chime Go, is always connected to a mobile network. What that network knows is described in the <a href="/legal/mobile-network">Chime Go Mobile Network Notice</a>.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a4">What do you use it for?</button></h2>
<div id="a4" class="panel-body" style="display:none" aria-hidden="true">
<p>To answer you, to run the things in your home, to bill you, and to keep the service secure. To make Chime better: your recordings and transcripts help us train the speech and language models that all
customers use. To suggest products: what you ask for and what you listen to is used to build an interest profile, and that profile may be used to show you Halberry advertisements on other companies&rsquo; websites and apps.</p>
<p>We do not use your recordings themselves to target advertising.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a5">Who gets to see my information?</button></h2>
<div id="a5" class="panel-body" style="display:none" aria-hidden="true">
<p>We share your information only in the following cases:</p>
<ol>
<li>With skill developers, when you use a skill. They receive the transcript of your request and, if you permit it, your address:
  <ul>
  <li>skills made by us follow this policy;</li>
  <li>skills made by others follow the policies of their developers, whose use of the information we do not control.</li>
  </ul></li>
<li>With companies that process it for us, such as hosting, payment and delivery companies.</li>
<li>With advertising networks and social networks, which receive a scrambled form of your e-mail address so that they can recognize you and show you our advertisements.</li>
<li>With other companies of the Halberry group.</li>
<li>With a new owner, if our business or a part of it is sold.</li>
</ol>
<p>We never sell your personal information.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a6">What if the police ask?</button></h2>
<div id="a6" class="panel-body" style="display:none" aria-hidden="true">
<p>We release recordings and other customer information to public authorities when we must do so to comply with a legally valid and binding order. We object to demands that are too broad. In an emergency that involves
danger of death or serious injury, we may hand over information to the police without an order. Where the law allows it, we tell the customer before we answer.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a7">How long do you keep it?</button></h2>
<div id="a7" class="panel-body" style="display:none" aria-hidden="true">
<p>Voice recordings are kept until you delete them. Transcripts are kept for three years, also when you delete the recording. The rest of your information is retained for as long as your account is open and as long
afterwards as we need it for our legitimate business purposes.</p>
<p>When you close your account we delete your recordings within 30 days. Records of purchases and of conversations with customer service, and information needed to prevent abuse, are retained even after that.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a8">What can I switch off, and what will I miss?</button></h2>
<div id="a8" class="panel-body" style="display:none" aria-hidden="true">
<dl>
<dt>Microphones</dt>
<dd>Press the mute button on top of the speaker. The ring turns amber and the microphones are disconnected. Chime cannot hear you until you press it again, so timers and lamps work by app only.</dd>
<dt>Recordings</dt>
<dd>In the Halberry app, under Privacy &gt; Voice, you can listen to your recordings, delete them one by one or all at once, or choose not to have them saved at all. Without saved recordings Chime may understand
you less well, and it cannot tell the members of your household apart.</dd>
<dt>Training and review</dt>
<dd>Under Privacy &gt; Voice &gt; Help improve Chime you can opt out of the use of your recordings for training and review. You lose nothing.</dd>
<dt>Interest profile</dt>
<dd>You can opt out of interest-based advertising under Privacy &gt; Advertising. There is no way to switch off the record of what you play, because the royalties of musicians depend on it.</dd>
<dt>Everything</dt>
<dd>You can download a copy of your information, correct it, or delete your account under Privacy &gt; My data.</dd>
</dl>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a9">And children?</button></h2>
<div id="a9" class="panel-body" style="display:none" aria-hidden="true">
<p>Children like to talk to Chime. If you set up a Junior profile and give your consent as a parent, we collect your child&rsquo;s voice recordings in the same way as yours. Skills for children do not receive them.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a11">What about my guests?</button></h2>
<div id="a11" class="panel-body" style="display:none" aria-hidden="true">
<p>A speaker does not know who is in the room. If a guest talks to Chime, or talks while Chime is listening to you, the guest&rsquo;s voice is recorded as well and the recording appears in your account. Please tell your guests
that there is a listening speaker in the room, or mute it. Guests who want to know what we hold about them can write to us, but we can find their recordings only with the help of the account holder.</p>
<p>In holiday homes and hotels Chime runs in <i>Visitor mode</i>. In Visitor mode no recordings are saved, no voice profiles are used, and the list of what was played is cleared at every check-out.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a12">Do you use cookies on your website?</button></h2>
<div id="a12" class="panel-body" style="display:none" aria-hidden="true">
<p>Yes. Some are needed for the basket and the log-in. With your consent we also place cookies and pixels of advertising networks and social networks, which tell them that you visited our website and what you looked at. They can combine this with what
they know about you from other websites. You can change your mind at any time under &ldquo;Cookie choices&rdquo; at the foot of the page. The shop works without them.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a13">Which rights do I have?</button></h2>
<div id="a13" class="panel-body" style="display:none" aria-hidden="true">
<p>If you live in the European Economic Area, the United Kingdom or Switzerland, we process your information because we need it for our contract with you, because you consented, because the law requires it, or because we have a legitimate interest in it,
such as keeping the service secure. You have the right to:</p>
<ul>
<li>ask for access to your information and receive it in a form that other services can read;</li>
<li>have it corrected or erased;</li>
<li>object to its use for direct marketing, or to any use that rests on our legitimate interest;</li>
<li>withdraw a consent, with effect for the future; and</li>
<li>complain to a data protection authority.</li>
</ul>
<p>We answer within one month. We do not take decisions with legal effect about you by automated means alone.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a14">How do you protect it?</button></h2>
<div id="a14" class="panel-body" style="display:none" aria-hidden="true">
<p>Recordings are encrypted on their way and where they are stored. Access is limited to those who need it, and every access is logged. We have an outside firm test our systems once a year. If something goes wrong nevertheless, we tell you and the authority as the law
provides. You can help: choose a long password, and do not tell it to anyone who calls and says that he is from Halberry.</p>
</div></div>

<div class="panel"><h2><button type="button" aria-expanded="false" aria-controls="a10">Where is my information kept?</button></h2>
<div id="a10" class="panel-body" style="display:none" aria-hidden="true">
<p>Halberry Home Ltd. is established in Ireland, and our servers are in Ireland and in the United States. We transfer personal information to the United States under standard contractual clauses. Your browser may
send a &ldquo;Do Not Track&rdquo; signal; our website does not act on it, because no common standard has been agreed.</p>
</div></div>

</div>

<h2>Changes and contact</h2>
<p>If we change this policy we will tell you by e-mail or through the app at least 30 days before. Questions? Write to our data protection officer: Halberry Home Ltd., 8 Weighhouse Quay, Dunmore Port,
<a href="mailto:dpo@halberry.example">dpo@halberry.example</a>.</p>
`;
