/** Main policy of the ride service: untidy HTML as an old content system writes it, bold lines for headings, run-in titles, `<br>` bullets. */
export const privacyPolicy = `
<div class="rte"><p class="title"><b>ZIPWEND PRIVACY NOTICE</b></p>
<p>Effective Date: 05/18/2026</p>
<p>Zipwend Mobility, Inc. (&quot;Zipwend&quot;) connects people who need a ride with people who drive. This Privacy Notice describes the information Zipwend collects about riders, what we do with it, and the choices riders have. A separate
notice applies to drivers. Recording of sound during a ride is covered by the <a href="/legal/in-ride-audio-recording.pdf">In-Ride Audio Recording Supplement (PDF)</a>.</p>

<p><b>1. INFORMATION WE COLLECT</b></p>
<p><b>Profile information.</b> When you sign up we collect your name, phone number, e-mail address, profile photo and a payment method.</p>
<p><b>Rides.</b> For every ride we collect the pickup location, the drop-off location, the route driven, the date and time, the fare, the driver, and the rating you gave and received. We also keep addresses that you searched for and rides that you requested
and cancelled.</p>
<p><b>Location.</b> We collect the precise location of your phone while the Zipwend app is open. We go on collecting it in the background while you use other apps, from your order until fifteen minutes after it has ended, and, if you choose &quot;Always&quot; in the
settings of your phone, at any time. If you do not give us permission to collect location, we may still infer it from your IP address, from the Wi-Fi networks nearby, and from the identifier of the mobile cell that we obtain from your carrier.</p>
<p><b>Identity checks.</b> To prevent account sharing we may ask you to take a selfie. We compare the selfie with your profile photo by means of facial recognition. The face template that is computed for this purpose is kept by our provider for up to one year. Riders in
cities where such a check is not required can ask for a manual check instead.</p>
<p><b>Device information.</b> We collect hardware models, operating systems, advertising identifiers, IMEI numbers, the names of other apps that are installed, and data on the movement of your device.</p>
<p><b>Communications.</b> The app lets riders and drivers call and text one another. We receive the date and time of calls and the content of text messages. Calls may be recorded with notice to both parties.</p>
<p><b>Motion and crash detection.</b> During a ride the app reads the accelerometer and gyroscope of your phone in order to notice a crash, hard braking or an unexpected stop. We use the same readings to score the driver. If a crash is detected we will ask whether you are well and may call an ambulance to the place
where you are.</p>
<p><b>Voice requests.</b> If you order a ride by speaking to the app, we process a recording of your voice in order to understand the request and delete the recording as soon as the ride is booked. If you order through the voice assistant of another company, that company&#39;s privacy policy applies to what it hears.</p>
<p><b>Guests.</b> Somebody can order a ride for you. In that case we receive your name and telephone number from that person, and he or she can follow the ride on a map.</p>
<p><b>Cookies and website data.</b> Our websites and e-mails contain cookies, pixels and tags of ours and of other companies. They record the pages you view and the links you click, and allow advertising companies to recognize your browser on other sites.</p>
<p><b>Information from other sources.</b> These may include:<br>
&bull; employers who pay for your rides;<br>
&bull; marketing companies and data brokers from which we obtain information about your interests and income;<br>
&bull; social networks, if you log in with them; and<br>
&bull; airlines and hotels that book rides for you.</p>

<p><b>2. HOW WE USE INFORMATION</b></p>
<p>We use ride histories to set prices, to predict where and when rides will be wanted, to suggest destinations, and to develop new services such as self-driving vehicles and insurance products. We use location and ride information to show you advertisements for businesses near the
places you travel to, during the ride and afterwards, in our app and in the apps of other companies.</p>
<p>Information about who we are and how we use information for scientific research can be found in our Research Centre.</p>

<p><b>3. HOW WE SHARE INFORMATION</b></p>
<p><b>With drivers and other riders.</b> Your first name, rating, pickup location and destination are shown to your driver. If you share a ride, the other riders see your first name and the places where you get on and off.</p>
<p><b>With the owner of the account.</b> If your employer pays for your rides, we share the route, time and fare of each of those rides with your employer.</p>
<p><b>With cities.</b> Transport authorities of some cities require us to share the start, end and route of rides. Names are left out, but a route can be telling.</p>
<p><b>With insurance companies.</b> After an accident we share ride information with insurers. We may also share driving and travel patterns with insurance partners that develop their own products.</p>
<p><b>With business partners.</b> We disclose personal information to restaurants, event organizers and other companies with which we offer promotions, and they may use it for their own marketing.</p>
<p><b>With advertising partners.</b> We share your advertising identifier, your e-mail address in hashed form and your approximate location with ad networks, social networks and measurement companies.</p>
<p><b>With service providers.</b> Payment processors, cloud storage providers, map providers and consultants receive the information that they need to perform services for us.</p>
<p><b>With affiliates, and in a sale of the business.</b> We share information with our subsidiaries, and with others in connection with a merger, financing, or the sale of company assets.</p>
<p><b>With authorities.</b> We may share your information with law enforcement officials, public health officials or other third parties if we believe that it is required by law, legal process or a governmental request, or that it is otherwise appropriate to protect the safety, rights or
property of Zipwend or others. A subpoena is not always needed: for the location of an ongoing ride we accept a written request.</p>
<p>Zipwend does not sell or rent personal information to third parties for money, and will not do so in the future without your consent. Sharing with advertising partners, however, is considered a &quot;sale&quot; or &quot;sharing&quot; in some states, and you can opt out of it.</p>

<p><b>4. HOW LONG WE KEEP INFORMATION</b></p>
<p>Zipwend retains ride and location histories for seven years, for tax, insurance and safety purposes and to improve our services. Other profile information is retained for as long as you maintain your Zipwend account. If you delete your account, we continue to hold your ride history, your
rating and what we need to prevent fraud. We do not keep the content of text messages longer than 180 days.</p>
<table class="layout" width="100%"><tr><td>
<table border="1" cellpadding="4">
<tr><td><b>Category</b></td><td><b>Retention</b></td><td><b>Disclosed for advertising?</b></td></tr>
<tr><td>Ride history (pickup, drop-off, route)</td><td>7 years</td><td>No</td></tr>
<tr><td>Approximate location</td><td>2 years</td><td>Yes, to ad networks</td></tr>
<tr><td>Device and advertising identifiers</td><td>2 years</td><td>Yes, to ad networks and social networks</td></tr>
<tr><td>Selfies for identity checks</td><td>1 year</td><td>No</td></tr>
<tr><td>In-ride audio recordings</td><td>See the supplement</td><td>No</td></tr>
</table>
</td></tr></table>

<p><b>5. YOUR CHOICES</b></p>
<p><b>Location.</b> You can prevent your device from sharing your precise location at any time through the settings of its operating system. If you do, drivers will not find you by themselves: you will have to type in the address of every pickup, and &quot;Share my ride&quot; and &quot;Safety Check&quot; do not work.</p>
<p><b>Advertising.</b> You can opt out of personalized advertisements and of the &quot;sale&quot; or &quot;sharing&quot; of your information under Account &gt; Privacy &gt; Ads.</p>
<p><b>Ride history.</b> You can see and download your rides under Account &gt; Rides. You cannot delete a single ride.</p>
<p><b>Account.</b> You can delete your account under Account &gt; Privacy &gt; Delete, or ask us to correct your information. Deletion takes 30 days.</p>
<p><b>Do Not Track.</b> Zipwend does not respond to Do Not Track signals.</p>

<p><b>Marketing messages.</b> You can unsubscribe from our e-mails by means of the link in each of them. We will go on sending you receipts.</p>
<p><b>State privacy rights.</b> Depending on where you live, you may have the right to:<br>
(a) know which personal information we have collected, and from whom;<br>
(b) receive a copy of it;<br>
(c) have it deleted, subject to exceptions;<br>
(d) limit our use of sensitive personal information such as precise location; and<br>
(e) appeal a refusal.<br>
We do not discriminate against riders who exercise their rights. Riders in California may send us an authorized agent. In the past twelve months we have disclosed identifiers, geolocation data, commercial information and inferences to the recipients named in section 3.</p>

<p><b>6. SECURITY</b></p>
<p>We take reasonable measures to protect information. The connection between the app and our servers is encrypted. No transmission over the internet is entirely secure, and we cannot guarantee that information will not be accessed by somebody who has no right to it. Never give the code that we send to your phone to
anybody, including a person who says that he or she works for Zipwend.</p>

<p><b>7. INTERNATIONAL TRANSFERS</b></p>
<p>Zipwend operates in many countries and processes information in data centers in the United States, Brazil and Singapore, regardless of where you take a ride.</p>

<p><b>8. CHILDREN</b></p>
<p>Zipwend is not directed to children under 18. A parent can order a ride for a teenager with a Family account; we then collect the teenager&#39;s location during the ride and show it to the parent.</p>

<p><b>9. UPDATES AND CONTACT</b></p>
<p>We may update this notice from time to time. Your continued use of Zipwend after an update means that you accept it. Contact: Zipwend Mobility, Inc., Attn: Privacy, 77 Tollgate Avenue, Marlow Bend, Ohio 45000, or privacy@zipwend.example.</p>
</div>
`;
