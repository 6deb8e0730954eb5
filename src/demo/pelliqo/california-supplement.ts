/** The photo app's supplement for California: the table that the CCPA asks for, rights, and a "sale" that the main policy denies. */
export const californiaSupplement = `
<header class="entry-header"><h1 class="entry-title">California Supplement</h1><time datetime="2026-01-01">Updated January 1, 2026</time></header>
<p>This Supplement adds to <a href="/privacy">Privacy at Pelliqo</a> and applies to residents of California. The terms used in it have the meaning that the California Consumer Privacy Act (&ldquo;CCPA&rdquo;) gives them.</p>
<h2>Personal information we collected and disclosed in the past 12 months</h2>
<div class="table-scroll"><table>
<thead>
<tr><th scope="col">Category</th><th scope="col">Examples</th><th scope="col">Collected</th><th scope="col">Sold or shared with</th><th scope="col">Disclosed for a business purpose to</th></tr>
</thead>
<tbody>
<tr><td>Identifiers</td><td>Name, e-mail address, IP address, advertising ID</td><td>Yes</td><td>Advertising networks, social networks</td><td>Service providers</td></tr>
<tr><td>Commercial information</td><td>Prints and subscriptions you bought</td><td>Yes</td><td>Not sold or shared</td><td>Payment processors, print shops</td></tr>
<tr><td>Biometric information</td><td>Face templates, where People Albums is on</td><td>Yes</td><td>Not sold or shared</td><td>Hosting providers</td></tr>
<tr><td>Internet or other network activity</td><td>Photos and profiles viewed, searches, visits to pages with the Applaud button</td><td>Yes</td><td>Advertising networks, data partners</td><td>Service providers</td></tr>
<tr><td>Geolocation data</td><td>Places where photos were taken, precise location of your device while you use the in-app camera</td><td>Yes</td><td>Data partners, in a form that shows the neighborhood</td><td>Map providers</td></tr>
<tr><td>Audio, electronic or visual information</td><td>Photos, and videos with their sound</td><td>Yes</td><td>Companies that license public photos</td><td>Hosting providers, moderators</td></tr>
<tr><td>Inferences</td><td>Interest categories, estimated age</td><td>Yes</td><td>Advertising networks</td><td>None</td></tr>
</tbody>
</table></div>
<h2>Sale and sharing</h2>
<p>Pelliqo does not exchange your personal information for money. We do make identifiers, network activity, neighborhood-level geolocation and inferences available to advertising networks and data partners in return for services, which is a &ldquo;sale&rdquo; under the CCPA. We do not knowingly
sell or share the personal information of consumers under 16.</p>
<h2>Sensitive personal information</h2>
<p>We collect precise geolocation and, with your consent, biometric information. We use them only to provide the features that you asked for.</p>
<h2>Retention</h2>
<p>The table below shows for how long we keep each category.</p>
<table>
<tr><th>Category</th><th>Retention</th></tr>
<tr><td>Photos, videos and their metadata</td><td>Until you delete them, then up to 180 days</td></tr>
<tr><td>Face templates</td><td>Until you turn off People Albums, then 30 days, and no longer than three years after your last visit</td></tr>
<tr><td>Network activity</td><td>90 days with your account, afterwards without your name and without a fixed end</td></tr>
<tr><td>Inferences</td><td>As long as your account is open</td></tr>
</table>
<h2>Your rights</h2>
<p>As a resident of California you have the right to:</p>
<ul>
<li>know what personal information we have collected about you and receive a copy of it;</li>
<li>have inaccurate personal information corrected;</li>
<li>have personal information that we collected from you deleted;</li>
<li>opt out of the sale and sharing of your personal information; and</li>
<li>not be treated worse because you made use of these rights.</li>
</ul>
<p>To opt out, use the link &ldquo;Do Not Sell or Share My Personal Information&rdquo; at the foot of each page or send a Global Privacy Control signal with your browser. For all other requests, write to privacy@pelliqo.example or use the form under Settings &gt; Account &gt; My rights. We will verify
your identity by means of your account before we answer.</p>
`;
