/** Main policy of the photo app: short sections with a summary beside each, nested lists, and the button that is found on other sites. */
export const privacyPolicy = `
<header class="entry-header"><h1 class="entry-title">Privacy at Pelliqo</h1><time datetime="2026-04-27">Updated April 27, 2026</time></header>

<section id="hello">
<p class="lede">Your photos are yours. Pelliqo, Inc. runs the Pelliqo app and pelliqo.example, and this is the long version of what we do with what you put there. Residents of California should also read the
<a href="/privacy/california">California Supplement</a>.</p>
</section>

<section id="what">
<h2>What we collect</h2>
<h3>What you upload</h3>
<p>We store the photos, videos, captions, comments and messages that you upload, and the people, places and albums you tag in them.</p>
<h3>What your photos say by themselves</h3>
<p>Most cameras and phones write information into the file of every photo. When you upload a photo, we read and keep this metadata:</p>
<ul>
<li>the date and time at which it was taken;</li>
<li>the place where it was taken, as GPS coordinates, if your camera recorded them; and</li>
<li>the make, model and serial number of the camera.</li>
</ul>
<p>We use it to sort your library and to draw your Travel Map, which shows where you have been and when. If a photo carries no coordinates, we may estimate where it was taken from landmarks that are visible in it. When you
share a photo publicly, its time and place are shown with it unless you have hidden them.</p>
<h3>Faces</h3>
<p>If you turn on People Albums, Pelliqo detects the faces in your photos, creates a face template for each, and groups the photos in which the same face appears. The templates are computed on our servers. This includes the faces of people who do not
use Pelliqo. People Albums is off by default in Illinois, Texas and the European Union, and on by default everywhere else. We do not use face templates to identify you to other users unless you allow tagging suggestions.</p>
<h3>What your device tells us</h3>
<p>We collect your IP address, the advertising ID of your phone, its model and language, and an identifier that we store on it. We collect your precise location only while you use the in-app camera and only if you permit it.</p>
<h3>What you do</h3>
<p>We log the photos and profiles you view, what you search for, what you tap, and how long you look at a picture.</p>
<h3>Sound</h3>
<p>Videos have sound, and we store it with them. Pelliqo does not listen through the microphone when you are not recording a video, and it does not analyze what is said in your private videos. In public videos, speech is transcribed automatically in order to
produce captions.</p>
<h3>Applaud, here and elsewhere</h3>
<p>You have seen the Applaud button next to articles and products on other websites and in other apps. Whenever you visit a page that carries the button, your browser sends us the address of that page, your IP address and the Pelliqo cookie, even if you do not press the
button and even if you are logged out. We use this information to recommend people and pictures, and to build the interest categories by which advertisers can choose an audience.</p>
<h3>Messages and contacts</h3>
<p>We keep the messages you send on Pelliqo and scan them automatically for spam, malware and known images of abuse. Our staff read messages only when somebody reports them. If you choose to look for friends, we upload the address book of your phone, including the numbers of people who do not
use Pelliqo, and repeat this every week until you turn it off under Settings &gt; Contacts.</p>
<h3>Payments</h3>
<p>When you buy prints or Pelliqo Plus, our payment processor receives the number of your card. We do not see it; we keep your postal address and the history of your orders.</p>
<h3>What others tell us</h3>
<ul>
<li>Friends who let Pelliqo look into their address book give us your phone number and e-mail address.</li>
<li>Advertisers send us lists of their customers, which we match with our users.</li>
<li>If you connect Pelliqo with a social network, we receive your profile and list of friends from it, and it learns that you use Pelliqo.</li>
</ul>
</section>

<section id="why">
<h2>Why we use it</h2>
<p>We use what we collect in order to run Pelliqo, to keep it safe, to suggest memories, to show you advertisements that fit your interests, and to do research. We use public photos to train models that recognize objects, scenes and text. We do not use your private photos for
training.</p>
</section>

<section id="cookies">
<h2>Cookies and similar things</h2>
<p>The Pelliqo cookie recognizes your browser for two years. Partners place cookies and pixels of their own on our website, and we place ours on theirs, so that an advertisement which you saw on your telephone can be counted when you buy something on your computer. To do this we and our measurement
partners link the devices that we believe you use. You can refuse cookies in your browser; you will then have to log in each time. What is a pixel? It is a picture so small that you do not see it, which tells a server that a page or an e-mail was opened.</p>
</section>

<section id="who">
<h2>Who can see it</h2>
<p>Who can see what you upload depends on you and on us:</p>
<ul>
<li>The public:
  <ul>
  <li>your name, profile picture and the list of people whom you follow are always public;</li>
  <li>new albums are public until you change this in the settings; and</li>
  <li>search engines may show public photos.</li>
  </ul>
</li>
<li>Companies that work for us:
  <ul>
  <li>hosting and content delivery companies store your photos on our behalf; and</li>
  <li>moderators employed by contractors look at photos that were reported.</li>
  </ul>
</li>
<li>Partners:
  <ul>
  <li>print shops receive the photos that you order;</li>
  <li>advertisers and measurement companies receive your advertising ID and learn which of their advertisements you have seen; and</li>
  <li>companies that train computer vision models license public photos, together with their captions and places, from us.</li>
  </ul>
</li>
<li>Our group and its successors: we may share information with our parent company, Ostrander Media Group, and transfer it if we are acquired.</li>
</ul>
<p>We never sell your photos. We will never share your private albums, your messages or your face templates with advertisers.</p>
<h3>When the law calls</h3>
<p>Pelliqo discloses account information and content if a valid subpoena, court order or search warrant requires it. We do not give authorities direct access to our systems, and we do not hand over content voluntarily, except where we believe that a child is in danger or that
somebody may be seriously hurt. Twice a year we publish how many demands we received.</p>
</section>

<section id="long">
<h2>How long we keep it</h2>
<p>We keep your photos until you delete them. A deleted photo stays in the trash for 60 days, and copies can remain in our backups for another 120 days. Face templates are deleted within 30 days after you turn off People Albums. What we learn from the Applaud button is linked with
your account for 90 days, and kept without your name for as long as we find it useful. Some content stays even if you close your account: messages remain in the mailboxes of those who received them, and licensed photos remain with the companies that licensed them.</p>
</section>

<section id="choose">
<h2>What you can choose</h2>
<dl>
<dt>Time and place</dt><dd>You can remove the location from all photos, or hide it from others, under Settings &gt; Privacy &gt; Photo details. Without locations the Travel Map stays empty and search by place does not work.</dd>
<dt>Faces</dt><dd>You can turn off People Albums under Settings &gt; Privacy &gt; People. You can still tag people by hand.</dd>
<dt>Applaud on other sites</dt><dd>You can disconnect your activity on other websites from your account under Settings &gt; Privacy &gt; Activity elsewhere. We go on receiving it, but we do not use it to personalize what you see. If you do not want us to receive it, block the button in your browser.</dd>
<dt>Advertisements</dt><dd>You can opt out of interest-based advertisements under Settings &gt; Ads. With Pelliqo Plus, at $4.99 a month, you see no advertisements at all; we still collect the same information.</dd>
<dt>Your copy</dt><dd>You can download everything you uploaded, correct your profile, or delete your account at any time under Settings &gt; Account. Once deleted, an account cannot be restored.</dd>
<dt>Signals</dt><dd>We honor the Global Privacy Control where a law obliges us to. We ignore Do Not Track.</dd>
</dl>
</section>

<section id="europe">
<h2>If you live in Europe</h2>
<p>Pelliqo, Inc. is responsible for your information. We use it to perform our contract with you, with your consent (for face templates and precise location, for example), to comply with the law, and for our legitimate interests in improving and advertising Pelliqo. You may object to the latter at any
time by writing to us. You may also ask for a copy of your information, have it corrected, deleted or restricted, and complain to the supervisory authority of your country. You can withdraw your consent in the same place in the settings where you gave it; what we did before then remains lawful.</p>
</section>

<section id="gone">
<h2>When somebody dies</h2>
<p>Relatives can ask us to close an account or to keep it as a memorial. We do not give them the password, and we do not show them private messages. A court may order otherwise.</p>
</section>

<section id="rest">
<h2>The rest</h2>
<p>Pelliqo is not for children under 13. Our servers are in the United States and Canada; if you live elsewhere, your information is transferred there. We protect it with encryption in transit and at rest. If we change this policy in a way that matters, we will tell you in the app. You
can write to us at privacy@pelliqo.example, or to Pelliqo, Inc., 12 Lantern Row, Saltmarsh, Maine 04000.</p>
</section>
`;
