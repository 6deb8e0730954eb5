/** Pages of makers that do not exist, in the manner of what comes back for the address of a policy. None of them is a training text. */

/** A page with the menu and foot that sites put round everything. */
export function page(title: string, body: string, { lang = 'en', head = '' } = {}): string {
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/tv">Televisions</a></li><li><a href="/support">Support</a></li></ul></nav></header>
<main>${body}</main>
<footer><a href="/privacy">Privacy</a> <a href="/terms">Terms</a> <a href="/cookies">Cookies</a></footer></body></html>`;
}

const paragraphs = (...texts: readonly string[]): string => texts.map((text) => `<p>${text}</p>`).join('\n');

export const policyPage = page(
  'Orlanne Privacy Notice',
  `<h1>Privacy Notice</h1><h2>What we collect</h2>${paragraphs(
    'When you set up an Orlanne television we collect your email address, the model number and the network it is connected to.',
    'We also receive information about the programmes you watch if you agree to it during set-up.',
    'Our website uses cookies that remember your basket. We use cookies of other companies to measure visits.',
  )}<h2>How we use it</h2>${paragraphs(
    'We use your information to deliver updates, to answer your questions and to develop new products.',
    'We do not use voice recordings to choose advertisements.',
  )}<h2>Sharing</h2>${paragraphs(
    'We share personal data with companies that host our servers, and with measurement firms in a form that does not name you.',
    'We may disclose information when a court orders us to.',
    'We do not sell your personal information.',
  )}<h2>Your choices</h2>${paragraphs(
    'You may ask for a copy of the data we store about you, or have it deleted, by writing to our privacy office.',
    'We keep account information for two years after the last use of the television.',
  )}`,
);

export const shortPolicy = page(
  'Tilly and the Tugboat: privacy',
  '<h1>Privacy</h1><p>Our game does not collect, store or share any personal information. It works without a connection.</p>',
);

export const voiceNotice = page(
  'Voice recognition notice',
  `<h1>Voice recognition on your Orlanne remote</h1>${paragraphs(
    'When you hold the microphone button, the remote records what you say and we send the recording to a partner that turns speech into text.',
    'We store the text for twelve months to improve recognition. You can delete it in the settings.',
  )}`,
);

export const thirdPersonPolicy = page(
  'Privacy Policy',
  `<h1>Privacy Policy of Ruskell Telecom</h1>${paragraphs(
    'Ruskell respects the privacy of its subscribers. This policy describes the personal information Ruskell collects, uses and discloses.',
    'Ruskell collects the name, address and payment details of each subscriber, and records the cell to which a telephone is connected.',
    'Personal information is used to provide telephone service, to bill for it and to detect fraud.',
    'Ruskell does not disclose confidential customer information without consent, except to a collection agency or where the law so requires.',
    'Call records are retained for eighteen months and are then deleted.',
    'Subscribers may obtain access to the information held about them from the privacy officer.',
  )}`,
);

export const termsWithPrivacy = page(
  'Terms and Privacy',
  `<h1>Terms of Use and Privacy Policy</h1>${paragraphs(
    'By using the site you agree to these terms. You must not copy the materials, which are protected by copyright.',
    'THE SITE IS PROVIDED WITHOUT WARRANTY OF ANY KIND. We are not liable for damages that arise from its use.',
    'These terms are governed by the laws of Oregon.',
  )}<h2>Privacy Policy</h2>${paragraphs(
    'We collect information that you send us in forms, such as your name and email address.',
    'We record the addresses of computers that visit the site, and use cookies to tell returning visitors.',
    'We use the information to answer you and to send the newsletter.',
    'We share information with the company that prints and posts our catalogue.',
    'We do not sell or rent your personal information to anyone else.',
    'We may disclose information where a court orders us to.',
    'We store personal data on servers in the United States.',
    'We delete your information when you ask us.',
    'Third parties that advertise on our pages may use cookies and receive information about your visit.',
    'We do not knowingly collect information from children under 13.',
    'We retain records of orders, with personal information in them, for seven years.',
  )}`,
);

export const terms = page(
  'Terms of Service',
  `<h1>Terms of Service</h1>${paragraphs(
    'Please read this agreement carefully. It is a contract between you and Orlanne Incorporated and governs your use of the Orlanne apps.',
    'You are granted a personal licence that may not be transferred. You may not decompile the apps or remove any trademark.',
    'You are responsible for the content that you upload and promise that it does not infringe the copyright of anyone.',
    'Our Privacy Policy explains how we use personal information and is part of this agreement.',
    'The apps come without warranties. In no case is Orlanne liable for consequential damages or lost profits.',
    'You will indemnify Orlanne against claims that arise from your breach of this agreement.',
    'Disputes go to arbitration in Portland, and each party waives its right to a jury. We may terminate your access at any time.',
  )}`,
);

export const newsAboutPrivacy = page(
  'Televisions caught listening, watchdog says | The Marlow Courier',
  `<h1>Televisions caught listening, watchdog says</h1><p>By Hester Quine, technology reporter. Published 9 October</p>${paragraphs(
    'Thousands of televisions sent conversations from living rooms to a contractor abroad, the country’s data watchdog said on Thursday.',
    'Investigators found that the sets kept recording after the button was released. The maker said that a fault was to blame and that it had been repaired in August.',
    '“Nobody reads a privacy policy before the match starts,” said Tomas Ekberg, who leads the inquiry. “That does not make this consent.”',
    'Shares in the company fell four per cent. A spokeswoman declined to say how many recordings were kept.',
    'Consumer groups asked parliament to act. A bill that would limit what televisions may record is expected in spring.',
    'The watchdog can fine a company up to four per cent of its yearly sales. It is the third case this year.',
  )}`,
  { head: '<meta property="og:type" content="article">' },
);

export const helpAboutPrivacy = page(
  'Turn off viewing data | Orlanne Help',
  `<h1>How to turn off viewing data</h1><p>These steps are for models from 2020 and later.</p><ol>
<li>Press the Home button on the remote.</li><li>Open Settings and choose Privacy.</li><li>Select Viewing data and press OK.</li>
<li>Move the switch to Off. The television restarts.</li></ol>
<p>If you do not see the switch, update the television first: open Settings, choose System, then Update.</p>
<p>Still having trouble? Chat with us or call the help line. Was this page helpful? Yes. No.</p>
<h2>Related articles</h2><ul><li><a href="/h/1">Reset the television</a></li><li><a href="/h/2">Pair a new remote</a></li></ul>`,
);

export const studyOfPolicies = page(
  'Your car knows where you sleep',
  `<h1>Your car knows where you sleep</h1>${paragraphs(
    'A review of car makers found that most of them collect more personal information than drivers expect, and that many share it with data brokers.',
    'The study looked at the privacy policies of the makers and asked how they use location data. Nineteen say they can sell personal data.',
    '“We were surprised by how much data they collect,” said the lead researcher. “They record your voice and they keep the information for years.”',
    'One maker says that it may collect information about health. Another shares location data with insurers, according to a lawsuit filed in June.',
    'A spokesman said that makers protect the data of drivers. “Our members only share information with consent,” he said.',
    'Lawmakers want makers to delete data when the owner asks. Experts told this paper to turn off location sharing before a car is sold.',
  )}`,
);

export const engineersDiary = page(
  'How we built our privacy dashboard',
  `<h1>How we built our privacy dashboard</h1>${paragraphs(
    'Last spring our team set out to build a dashboard. In this post we share what we learned.',
    'We talked to thirty customers about what they wanted to know. The hardest part was the data model.',
    'We collect events from four services and store them in one table, and a queue lets us process data in batches.',
    'If you like this kind of work, we are hiring. Posted by Remy in Engineering. 12 comments.',
  )}`,
);

export const acceptableUse = page(
  'Acceptable Use Policy',
  `<h1>Acceptable Use Policy</h1>${paragraphs(
    'You may not use the service to send spam, to collect personal information of other users, or to share malware.',
    'We may suspend your account if you break these rules. We may disclose information to the police where we believe a crime was committed.',
    'Do not upload content that infringes copyright. Report abuse to our team.',
  )}`,
);

export const viewingNotice = page(
  'Viewing Information Services',
  `<h1>Viewing Information Services</h1>${paragraphs(
    'When you agree, your television identifies what you watch by comparing pixels with a library. We receive the title, the time and your IP address.',
    'We give viewing histories to measurement partners. You can turn it off under Settings.',
  )}`,
);

export const cookiePolicy = page(
  'Cookie Policy',
  `<h1>Cookie Policy</h1>${paragraphs(
    'Cookies are small text files. We use session cookies to keep you signed in and persistent cookies to remember your language.',
    'Advertising partners set cookies on our site to show you relevant advertisements. You can delete cookies in your browser.',
  )}`,
);

export const californiaSupplement = page(
  'California Supplement',
  `<h1>California Supplement</h1>${paragraphs(
    'This supplement applies to residents of California. In the past twelve months we have disclosed identifiers and commercial information to service providers.',
    'You have the right to ask that we delete what we hold about you. We do not discriminate against people who use these rights.',
  )}`,
);

export const homePage = page(
  'Orlanne: televisions for the whole room',
  `<h1>The Orlanne Seven is here</h1>${paragraphs(
    'Deeper black. Brighter white. Find the size for your room.',
    'Save up to 200 when you trade in your old set. Shop televisions.',
    'Speakers that fill the kitchen. Listen now.',
    'Join the Orlanne club for early offers and free delivery on your first order.',
  )}<ul><li><a href="/a">Compare models</a></li><li><a href="/b">Find a shop</a></li><li><a href="/c">Careers</a></li></ul>`,
);

export const storePage = page(
  'Orlanne Remote on the Cobble App Shop',
  `<h1>Orlanne Remote</h1>${paragraphs(
    'Free. 4.2 stars, 8,113 ratings. Everyone.',
    'Use your phone as a remote. Now with big buttons. Version 3.4 fixes a crash at start.',
    'Screenshots. Ratings and reviews. “Works better than the one in the box,” by Pat, five stars.',
    'Size 31 MB. Requires version 12 or later. Languages: English, Danish. In-app purchases from 0.99.',
    'More by this developer. You might also like. Install.',
  )}`,
);

export const notFound = page(
  'Privacy Policy',
  '<h1>We looked everywhere</h1><p>Sorry, we can’t find the page you asked for. Error 404.</p>',
);
export const withdrawn = page(
  'Orlanne',
  '<p>The Orlanne Music Privacy Notice is no longer available. Information is used as our general policy says.</p>',
);
export const maintenance = page('Orlanne', '<h1>Back in a moment</h1><p>We are down for maintenance and will be back soon.</p>');
export const gateway =
  '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>';
export const botWall =
  '<html><head><title>Just a moment...</title><script src="/challenge.js"></script></head><body><p>Verifying that you are human. This may take a few seconds.</p><noscript>Enable JavaScript and cookies to continue</noscript></body></html>';
export const geoBlock = page('Orlanne', '<h1>Sorry</h1><p>This service is not available in your country.</p>');
export const loginWall = page(
  'Welcome back',
  '<form><label>Email <input type="email"></label><label>Password <input type="password"></label><button>Sign in</button></form><p>Forgot your password?</p>',
);
export const consentWall =
  '<html lang="en"><head><title>Before you continue</title></head><body><div><h1>Your choice</h1><p>We and 211 partners use cookies to store information on your device and show you advertisements.</p><button>Accept all</button><button>Reject all</button><a href="/more">More options</a></div></body></html>';
export const parked = page('orlane.example', '<p>This domain is for sale. Make an offer today.</p>');
export const shell =
  '<!doctype html><html lang="en"><head><title>Privacy Policy</title><script src="/app.js"></script><script>window.__STATE__={}</script></head><body><div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>';
export const redirect =
  '<html><head><title>Orlanne</title><meta http-equiv="refresh" content="0; url=https://orlanne.example/en/privacy"></head><body><p>Click here if nothing happens.</p></body></html>';
export const index = page(
  'Privacy centre',
  '<h1>Privacy centre</h1><ul><li><a href="/p/1">Privacy policy</a></li><li><a href="/p/2">Cookie policy</a></li><li><a href="/p/3">California</a></li><li><a href="/p/4">Children</a></li></ul>',
);

const many = (sentence: string): string => paragraphs(...Array.from({ length: 6 }, () => sentence));

export const foreignPolicies: Readonly<Record<string, string>> = {
  fr: page(
    'Politique de confidentialité',
    many(
      'Nous recueillons les données personnelles que vous nous confiez lorsque vous utilisez nos téléviseurs, et nous les partageons avec nos partenaires.',
    ),
    { lang: 'fr' },
  ),
  de: page(
    'Datenschutzerklärung',
    many(
      'Wir erheben personenbezogene Daten, wenn Sie unsere Fernseher benutzen, und geben sie an unsere Dienstleister weiter, soweit dies erforderlich ist.',
    ),
    { lang: 'de' },
  ),
  nl: page(
    'Privacyverklaring',
    many(
      'Wij verzamelen persoonsgegevens wanneer u onze televisies gebruikt en delen deze met onze partners als dat nodig is voor onze dienstverlening.',
    ),
    { lang: 'nl' },
  ),
  pt: page(
    'Política de privacidade',
    many(
      'Recolhemos os seus dados pessoais quando utiliza os nossos televisores e partilhamo-los com os nossos parceiros sempre que necessário.',
    ),
    { lang: 'pt' },
  ),
  zh: page(
    '隐私政策',
    many('当您使用我们的电视时，我们会收集您的个人信息，并在必要时与我们的合作伙伴共享这些信息，以便为您提供更好的服务。'),
    { lang: 'zh' },
  ),
  ja: page(
    'プライバシーポリシー',
    many('当社は、お客様がテレビをご利用になる際に個人情報を収集し、サービスの提供に必要な範囲で提携会社と共有することがあります。'),
    { lang: 'ja' },
  ),
};

export const germanArticle = page(
  'Fünf Tipps für den Garten',
  many('Im Frühling brauchen die Rosen viel Wasser, und wer jetzt schneidet, hat im Sommer mehr Freude an den Blüten und weniger Arbeit.'),
  { lang: 'de' },
);
