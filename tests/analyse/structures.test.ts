import { describe, expect, it } from 'vitest';
import { ruleFiles } from 'earshot:rule-files';
import { analyse } from '../../src/analyse/analyse.ts';
import { compile } from '../../src/analyse/compile.ts';
import { extract } from '../../src/extract/extract.ts';
import { ruleSetFrom } from '../../src/load/rules.ts';

const compiled = compile(ruleSetFrom(ruleFiles));

/** What the shipped rules read: `practice stance` by the words that a quote holds. */
async function readIn(document: string, format: 'markdown' | 'html' = 'markdown'): Promise<(words: string) => readonly string[]> {
  const outcome = await extract({
    bytes: new TextEncoder().encode(document),
    url: `https://maker.example/privacy${format === 'html' ? '' : '.md'}`,
    contentType: format === 'html' ? 'text/html; charset=utf-8' : 'text/markdown',
  });
  if (!outcome.ok) throw new Error(outcome.failure.detail);
  const findings = analyse(outcome.value.text, compiled);
  return (words) => findings.filter(({ quote }) => quote.includes(words)).map(({ practice, stance }) => `${practice} ${stance}`);
}

describe('a table of a state law', async () => {
  const of = await readIn(`# Privacy Notice

## Notice to California residents

In the preceding 12 months we have collected and disclosed the following categories of personal information:

| Category | Examples | Collected | Sources | Categories of third parties to whom disclosed | Sold or shared | Retention period |
| --- | --- | --- | --- | --- | --- | --- |
| Identifiers | Name, IP address, mobile advertising ID | Yes | You; data brokers | Service providers; affiliates; advertising networks | Yes, to advertising networks | 24 months |
| Geolocation data | Precise location of your device | Yes | Your device | Service providers | No | 18 months |
| Biometric information | Faceprints, fingerprints | No | N/A | N/A | No | N/A |
| Network activity | Programmes watched, search queries | Yes | Your device | Analytics providers; advertising networks | Yes | 13 months |
`);

  it('is read by row: what is collected, from whom, for whom, how long', () => {
    expect(of('Name, IP address')).toEqual(
      expect.arrayContaining(['tracking/identifiers does', 'sharing/brokers does', 'sharing/processors does', 'sharing/affiliates does']),
    );
    expect(of('Name, IP address')).toEqual(expect.arrayContaining(['sharing/advertising does', 'retention/period does']));
    expect(of('Programmes watched')).toEqual(expect.arrayContaining(['viewing/history does', 'retention/period does']));
    expect(of('Precise location')).toContain('location/precise does');
  });

  it('takes "No" for a denial of what the row is about, and for no admission', () => {
    expect(of('Faceprints')).toEqual(expect.arrayContaining(['biometric/face denies', 'biometric/other denies']));
    expect(of('Faceprints').filter((claim) => claim.startsWith('biometric') && claim.endsWith('does'))).toEqual([]);
    expect(of('Precise location')).toContain('sharing/sale denies');
  });

  it('does not take "not sold" for "not disclosed"', () => {
    expect(of('Precise location')).not.toContain('location/sharing denies');
  });
});

describe('a table by purpose', async () => {
  const of = await readIn(`# Privacy Policy

## How we use and share your data

| Why we use your data | Data we use | Who we share it with |
| --- | --- | --- |
| To personalise advertising | Advertising ID, the titles you watch | Advertising partners, social media platforms |
| To help when you call us | Recordings of your calls with support | Our call centre vendors |
`);

  it('names data and recipients in one row', () => {
    expect(of('Advertising ID')).toEqual(expect.arrayContaining(['tracking/identifiers does', 'sharing/advertising does']));
    expect(of('Recordings of your calls')).toEqual(expect.arrayContaining(['voice/calls does', 'sharing/processors does']));
  });

  it('quotes the row where a cell has only a few words', () => {
    expect(of('To help when you call us | Recordings of your calls with support | Our call centre vendors')).toContain('voice/calls does');
  });
});

describe('categories of recipients', async () => {
  const of = await readIn(`# Privacy Policy

## Categories of recipients

### Service providers

Companies that host our data, process payments and answer your questions on our behalf.

### Group companies

The members of the Example group.

### Advertising partners

Networks and exchanges that show you interest-based advertisements.

### Law enforcement

Courts, regulators and the police.
`);

  it('disclose by their headings', () => {
    expect(of('Companies that host')).toContain('sharing/processors does');
    expect(of('The members of')).toContain('sharing/affiliates does');
    expect(of('Networks and exchanges')).toContain('sharing/advertising does');
    expect(of('Courts, regulators').join()).toContain('government/');
  });
});

describe('a list whose heading names the recipient', async () => {
  const of = await readIn(`# Privacy Policy

## Sharing with service providers

We may share the following categories of your personal information:

* Identifiers, such as your name
* Audio recordings of your voice
`);

  it('is shared with them, item by item', () => {
    expect(of('Identifiers, such')).toContain('sharing/processors does');
    expect(of('Audio recordings')).toEqual(expect.arrayContaining(['sharing/processors does', 'voice/third-party does']));
  });
});

describe('questions and answers', async () => {
  const of = await readIn(`# Privacy questions

## Do you sell my personal information?

No. We have never done so and have no plans to.

## Do you record my voice?

Yes, when you use voice search.

**Do you share my data with advertisers?** We do not share your name with advertisers.
`);

  it('are read together, in the sentence that answers', () => {
    expect(of('We have never done so')).toContain('sharing/sale denies');
    expect(of('Yes, when you use')).toContain('voice/capture does');
    expect(of('We do not share your name')).toContain('sharing/advertising denies');
  });
});

describe('bullets below bullets', async () => {
  const of = await readIn(`# Privacy Policy

## Information we collect

We collect the following information when you use the app:

* Device information, including:
    * your IP address and advertising identifier;
    * the model of your phone.
* Location information:
    * precise location, if you allow it;
    * approximate location derived from your IP address and nearby Wi-Fi networks.
* What you do in the app:
    * videos you watch and searches you make;
    * your voice commands, which we convert to text.

We may share this information with:

1. our affiliates;
2. third parties, such as:
    a) advertisers and ad networks;
    b) companies that perform services for us.
`);

  it('are governed by the outermost sentence that acts', () => {
    expect(of('your IP address and adv')).toContain('tracking/identifiers does');
    expect(of('precise location, if')).toContain('location/precise does');
    expect(of('approximate location')).toContain('location/inferred does');
    expect(of('videos you watch')).toContain('viewing/history does');
    expect(of('your voice commands')).toContain('voice/capture does');
    expect(of('our affiliates')).toContain('sharing/affiliates does');
    expect(of('advertisers and ad')).toContain('sharing/advertising does');
    expect(of('companies that perform')).toContain('sharing/processors does');
  });
});

describe('one long paragraph', async () => {
  const of = await readIn(`# Privacy Policy

This policy explains what Example does with your information. When you create an account we collect your name and address. When you use the microphone on your remote control we receive the words that you speak and send them to a company that converts speech to text. We do not keep the recordings once the text has been returned. We also collect information about the channels you watch, the adverts you skip and the time you spend on each. Your television has an advertising identifier, which we collect together with your IP address. We share this information with advertisers and measurement companies so that they can show you advertising that is relevant to your household on other devices. We do not sell your name or address. Companies within our group may also receive your information. We may disclose information about you where we are required to do so by law or where the police ask for it in an emergency. Our servers are in the United States and your information may be processed there. We keep information for as long as we need it and delete your viewing information after thirteen months. You can turn off the collection of viewing information in the menu under Settings. You may ask for a copy of your information by writing to us.
`);

  it('is read sentence by sentence', () => {
    expect(of('When you use the microphone')).toContain('voice/third-party does');
    expect(of('We do not keep the recordings')).toContain('voice/retention denies');
    expect(of('the channels you watch')).toContain('viewing/history does');
    expect(of('Your television has')).toContain('tracking/identifiers does');
    expect(of('We share this information')).toContain('sharing/advertising does');
    expect(of('We do not sell')).toEqual(['sharing/sale denies']);
    expect(of('Companies within our group')).toContain('sharing/affiliates does');
    expect(of('We may disclose')).toContain('government/legal does');
    expect(of('Our servers are')).toContain('sharing/transfer does');
    expect(of('We keep information')).toEqual(expect.arrayContaining(['retention/vague does', 'retention/period does']));
    expect(of('You can turn off')).toContain('control/settings does');
    expect(of('You may ask')).toContain('control/access does');
    expect(of('When you create an account')).toEqual([]);
  });
});

describe('a state supplement', async () => {
  const of = await readIn(`# Supplemental notice for residents of California and Colorado

Last modified: 3 March 2025

We collect precise geolocation. Subject to exceptions, you have the right to:

* know what personal information we have collected about you and receive a copy of it;
* delete personal information we have collected from you;
* opt out of the sale of your personal information and of targeted advertising;
* limit the use of your sensitive personal information.

We honour the Global Privacy Control. Although we do not sell data for money, some disclosures to our advertising partners may be considered a "sale" under these laws.
`);

  it('gives rights, and takes a sale for what the law calls one', () => {
    expect(of('We collect precise')).toContain('location/precise does');
    expect(of('know what personal')).toContain('control/access does');
    expect(of('delete personal')).toContain('control/delete does');
    expect(of('opt out of the sale')).toContain('control/opt-out does');
    expect(of('limit the use')).toContain('control/opt-out does');
    expect(of('We honour')).toContain('tracking/signals-ignored denies');
    expect(of('Although we do not')).toContain('sharing/sale does');
  });
});

describe('words about the document itself', async () => {
  const of = await readIn(`# Privacy Policy

Effective 1 June 2025. Here is a summary of the changes: we clarified how we retain voice recordings.

We may modify this policy from time to time. If we make changes, we will notify you by posting the date on which it was last modified.

Back to top | Print | Download as PDF
`);

  it('claim nothing', () => {
    expect(of('')).toEqual([]);
  });
});

describe('definitions', async () => {
  const of = await readIn(`# Privacy Policy

## Definitions

* "Precise location" means location within 1,850 feet.
* "Sale" means the exchange of personal information for money or other valuable consideration.
* "Voice data" means recordings of what you say to the device and the text made of them.

## Voice data

We share it with our speech recognition provider.
`);

  it('claim nothing, and what they define does where it is used', () => {
    for (const words of ['Precise location', 'the exchange of', 'recordings of what you say']) expect(of(words)).toEqual([]);
    expect(of('We share it with')).toContain('voice/third-party does');
  });
});

describe('accordions and tabs', async () => {
  const of = await readIn(
    `<!doctype html><html lang="en"><title>Privacy Policy</title><body><nav><a href="/">Home</a></nav><main><h1>Privacy Policy</h1>
<div class="accordion"><button aria-expanded="false" aria-controls="a">What we hear</button><div id="a" class="panel collapse" hidden>
<p>When you say the wake word, the speaker records your voice and sends it to our servers.</p></div></div>
<details><summary>Who we share with</summary><p>We share viewing data with:</p><ul><li>advertisers, so that they can measure their campaigns;</li></ul></details>
<div role="tablist"><button role="tab">US</button><button role="tab">EU</button></div><div role="tabpanel"><p>We may sell your personal information.</p></div>
<div role="tabpanel" style="display:none"><p>We do not sell your personal data.</p></div></main></body></html>`,
    'html',
  );

  it('are read whether open or closed', () => {
    expect(of('When you say the wake word')).toContain('voice/capture does');
    expect(of('advertisers, so that')).toContain('sharing/advertising does');
    expect(of('We may sell')).toEqual(['sharing/sale does']);
    expect(of('We do not sell')).toEqual(['sharing/sale denies']);
  });
});
