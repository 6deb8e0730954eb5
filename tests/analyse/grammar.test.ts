import { describe, expect, it } from 'vitest';
import { findings, read, rule } from './reading.ts';

const share = rule('sharing/partners', [{ does: ['<give>'], what: ['<personal-data>', '<voice-data>'], to: ['<others>'] }]);
const keep = rule('voice/retention', [{ does: ['keep', 'store', 'retain'], what: ['<voice-data>'] }]);
const pointing = rule('voice/retention', [{ does: ['keep', 'store', 'retain'], what: ['<voice-data>'], referent: 'yes' }]);
const remove = rule('control/delete', [{ can: ['delete', 'erase'] }]);

describe('who acts', () => {
  it.each([
    ['We share your data with third parties.', ['sharing/partners does']],
    ['Your data is shared with third parties.', ['sharing/partners does']],
    ['Your data may be disclosed to our partners.', ['sharing/partners does']],
    ['The company may, from time to time, share your data with partners.', ['sharing/partners does']],
    ['Veldora shares your data with third parties. Veldora may keep it. Veldora does care. Veldora will ask.', ['sharing/partners does']],
    ['You share your data with third parties.', []],
    ['Third parties share your data with other companies.', []],
    ['If you share your data with third parties, they may keep it.', []],
    ['Our partners may share your data with us.', []],
    ['We allow you to share your data with third parties.', []],
    ['Other companies share your data with us.', []],
    ['People around you may share your data with third parties.', []],
    ['We will share your data and, if provided, your picture with third parties.', ['sharing/partners does']],
    ['How we share it: with our partners, your data.', ['sharing/partners does']],
  ])('%s', (text, expected) => {
    expect(read([share], text)).toEqual(expected);
  });

  it.each([
    ['Companies and partners that run the site for us and our staff may process your data.'],
    ['Partners that deliver parcels for us get your data.'],
    ['Our partners, like Northmill, receive your data.'],
    ['Our partners process your data.'],
    ['Our partners use pixels.'],
    ['Certain third parties set cookies.'],
  ])('hears who acts past what interrupts: %s', (text) => {
    const get = rule('sharing/processors', [
      { does: ['process', 'get', 'receive', 'use', 'set'], who: ['partner'], by: ['<others>'], confidence: 'high' },
    ]);
    expect(findings([get], text).map(({ actor }) => actor)).toEqual(['partner']);
  });

  it('knows a name behind a word for data as the one that holds them', () => {
    const copy = rule('control/access', [{ can: ['request'], what: ['copy'] }]);
    expect(read([copy], 'You can also request a copy of the information Veldora maintains.')).toEqual(['control/access does']);
  });

  it("knows the maker by what it does with the reader's data, and its group by its name", () => {
    expect(read([share], 'Veldora may share your data with third parties.')).toEqual(['sharing/partners does']);
    const group = rule('sharing/affiliates', [{ does: ['<give>'], to: ['<others>'] }]);
    expect(read([group], 'Veldora may share your data with other Veldora companies.')).toEqual(['sharing/affiliates does']);
  });

  it('takes the maker out of a passive with "by"', () => {
    expect(read([share], 'Your data is shared with partners by the user.')).toEqual([]);
  });

  it('names the party that acts where a rule asks for it', () => {
    const get = rule('sharing/processors', [{ does: ['access', 'process'], who: ['partner'], by: ['<others>'] }]);
    expect(read([get], 'Our partners may process your data.')).toEqual(['sharing/processors does']);
    expect(read([get], 'We process your data for our partners.')).toEqual([]);
    expect(read([get], 'Your data may be processed by our partners.')).toEqual(['sharing/processors does']);
  });
});

describe('does and denies', () => {
  it.each([
    ['We do not share your data with third parties.', ['sharing/partners denies']],
    ['We never share your data with third parties.', ['sharing/partners denies']],
    ["We don't share your data with third parties.", ['sharing/partners denies']],
    ['We don’t share your data with third parties.', ['sharing/partners denies']],
    ['We no longer share your data with third parties.', ['sharing/partners denies']],
    ['We cannot share your data with third parties.', ['sharing/partners denies']],
    ['Under no circumstances will we share your data with third parties.', ['sharing/partners denies']],
    ['We do not keep it, nor do we share your data with third parties.', ['sharing/partners denies']],
    ['Your data is never shared with third parties.', ['sharing/partners denies']],
    ['No personal data is shared with third parties.', ['sharing/partners denies']],
    ['We share no personal data with third parties.', ['sharing/partners denies']],
    ['Neither we nor our staff share your data with third parties.', ['sharing/partners denies']],
    ['We do not sell, rent or share your data with third parties.', ['sharing/partners denies']],
    ['We will not only share your data with third parties but also keep it.', ['sharing/partners does']],
    ['We share data including but not limited to your data with third parties.', ['sharing/partners does']],
    ['We do not ask for much and we share your data with third parties.', ['sharing/partners does']],
    ['We do not collect names, but we share your data with third parties.', ['sharing/partners does']],
    ['We keep it no longer than needed and share your data with third parties.', ['sharing/partners does']],
    ['If you do not object, we share your data with third parties.', ['sharing/partners does']],
    ['Although not required to do so, we share your data with third parties.', ['sharing/partners does']],
  ])('%s', (text, expected) => {
    expect(read([share], text)).toEqual(expected);
  });

  it('reads a denial and its exception as both', () => {
    expect(read([share], 'We do not share your data with third parties unless you agree.')).toEqual([
      'sharing/partners denies',
      'sharing/partners does',
    ]);
    expect(read([share], 'We never share your data with third parties except with your consent.')).toEqual([
      'sharing/partners denies',
      'sharing/partners does',
    ]);
  });

  it('does not make an admission of a denial that refers to another place', () => {
    expect(read([share], 'Except as described below, we do not share your data with third parties.')).toEqual(['sharing/partners denies']);
  });

  it('admits for the recipient after the exception only', () => {
    expect(read([share], 'We do not share your data except with our partners.')).toEqual(['sharing/partners does']);
  });

  it('lets only the maker deny for itself', () => {
    expect(read([share], 'Our providers may not share your data with other companies.')).toEqual([]);
    expect(read([share], 'Do not share your data with third parties.')).toEqual([]);
  });

  it('reads "No." as the answer to a question', () => {
    expect(read([share], 'Do we share your data with third parties? No.')).toEqual(['sharing/partners denies']);
    expect(read([share], 'Do we share your data with third parties? Yes, with some.')).toEqual(['sharing/partners does']);
    expect(read([share], 'Do we share your data with third parties? See below.')).toEqual([]);
  });
});

describe('how far a negation reaches', () => {
  const sell = rule('sharing/sale', [{ does: ['sell'], what: ['data', 'location'] }]);
  const locate = rule('location/precise', [{ does: ['collect'], what: ['location'] }]);
  const kept = rule('voice/retention', [{ does: ['keep'], what: ['recordings'] }]);
  const listen = rule('voice/human-review', [{ does: ['listen to'], what: ['recordings'] }]);
  const overheard = rule('voice/ambient', [{ says: ['not meant for the lamp'], near: ['recordings'] }]);

  it.each([
    ['We charge a fee rather than selling your data.', [sell], ['sharing/sale denies']],
    ['We charge a fee instead of selling your data.', [sell], ['sharing/sale denies']],
    ['Rather than sell your data, we charge a fee.', [sell], []],
    ['You can use the lamp without us collecting your location.', [locate], ['location/precise denies']],
    ['You cannot use the lamp without us collecting your location.', [locate], ['location/precise does']],
    ['We collect nothing about you except your location.', [locate], ['location/precise does']],
    ['We share your data with nobody except third parties.', [share], ['sharing/partners does']],
    ['This does not mean that we do not sell your data.', [sell], []],
    ['Do not think that we do not sell your data.', [sell], []],
    ['Your location, not your name, is sold.', [sell], []],
    ['We do not keep your recordings longer than needed.', [kept], ['voice/retention does']],
    ['We will not keep your recordings for more than a year.', [kept], ['voice/retention does']],
    ['We do not keep your recordings any longer.', [kept], ['voice/retention denies']],
    ['Our staff, who do not learn your name, listen to your recordings.', [listen], ['voice/human-review does']],
    ['Our staff listen to recordings that were not meant for the lamp.', [overheard], ['voice/ambient does']],
    ['Our staff never listen to recordings not meant for the lamp.', [overheard], ['voice/ambient denies']],
  ])('%s', (text, rules, expected) => {
    expect(read(rules, text)).toEqual(expected);
  });

  it.each([
    ["What we don't do:", 'Sell your data', ['sharing/sale denies']],
    ['We do none of the following:', 'Sell your data', ['sharing/sale denies']],
    ['Things that we never do with your data:', 'use your location to sell your data', ['sharing/sale denies']],
    ['Here is what we do:', 'Sell your data', ['sharing/sale does']],
  ])('reads below "%s" the item "%s"', (lead, item, expected) => {
    expect(read([sell], `${lead}\n\n* ${item}`)).toEqual(expected);
  });

  it('takes what an item leaves out for no part of the list', () => {
    expect(read([locate], 'We collect:\n\n* all of the above, except for your location')).toEqual([]);
    expect(read([locate], 'We collect:\n\n* all of the above, and your location')).toEqual(['location/precise does']);
  });
});

describe('not claims', () => {
  it.each([
    ['This notice describes how we share your data with third parties.'],
    ['You can read how we share your data with third parties.'],
    ['You may ask us not to share your data with third parties.'],
    ['We recommend that nobody share your data with third parties.'],
    ['To share your data with third parties means to send it.'],
    ['We prevent staff from sharing your data with third parties.'],
    ['Sharing your data with third parties'],
    ['See how we share your data with third parties.'],
  ])('%s', (text) => {
    expect(read([share], text)).toEqual([]);
  });
});

describe('a clause in between', () => {
  const advertise = rule('sharing/partners', [{ does: ['show', 'measuring'], what: ['ads'] }]);
  it.each([
    ['We use your data to see how people use the lamp and to show ads.', ['sharing/partners does']],
    ['This includes seeing how people use the lamp, measuring ads and more.', ['sharing/partners does']],
    ['We do not use data to see how people use the lamp or to show ads.', ['sharing/partners denies']],
  ])('does not keep the list around it from going on: %s', (text, expected) => {
    expect(read([advertise], text)).toEqual(expected);
  });
});

describe('exclusions by place', () => {
  const own = rule('sharing/partners', [
    { does: ['<give>'], what: ['<personal-data>'], to: ['<others>'], 'not-to': ['process', 'on our behalf'] },
  ]);
  it.each([
    ['We share your data with third parties who process it for us.', []],
    ['We share your data with third parties, who process it for us.', []],
    ['We share your data with partners that help us and act on our behalf.', []],
    ['We share your data with processing partners.', []],
    ['We share your data with partners (who process it) and with other companies.', ['sharing/partners does']],
    ['We share your data with third parties who process it for us, and with other companies.', ['sharing/partners does']],
    ['We share your data with vendors who act on our behalf, affiliates and third parties.', ['sharing/partners does']],
    ['We process your data and share your data with third parties.', ['sharing/partners does']],
    ['Third parties receive your data. It is processed by us.', []],
  ])('what describes a party: %s', (text, expected) => {
    expect(read([own], text)).toEqual(expected);
  });

  it('hold for items of a list and for the party of a heading', () => {
    const list = 'We share your data with:\n\n- third parties who process it for us\n- third parties who sell it';
    expect(findings([own], list).map(({ quote }) => quote)).toEqual(['third parties who sell it']);
  });

  it('count in the clause of the act alone where the rule says so', () => {
    const here = rule('sharing/partners', [{ does: ['<give>'], what: ['<personal-data>'], 'not-here': ['aggregate'] }]);
    expect(read([here], 'We share your personal data in aggregate form with partners.')).toEqual([]);
    expect(read([here], 'We make aggregate figures, and we share your personal data with partners.')).toEqual(['sharing/partners does']);
  });
});

describe('lists', () => {
  it('lets the verb of the lead govern every item', () => {
    const text = 'We share your data with:\n\n* third parties who advertise\n* other companies of our choice\n* the weather';
    expect(read([share], text)).toEqual(['sharing/partners does', 'sharing/partners does']);
  });

  it('denies items that begin with the verb of a lead that ends in "not"', () => {
    expect(read([share], 'The app does not:\n\n* share your personal data with third parties;\n* sell it.')).toEqual([
      'sharing/partners denies',
    ]);
  });

  it('hears the party an item begins with, whatever is told behind it', () => {
    const list = 'We share your data with others:\n\n- to third parties, when the company, in good faith, believes it is needed';
    expect(read([share], list)).toContain('sharing/partners does');
  });

  it('denies every verb of an item below a lead that ends in "not"', () => {
    expect(read([share], 'The lamp does not:\n\n- keep or share your data with third parties')).toEqual(['sharing/partners denies']);
  });

  it('reads what the reader is offered, however short', () => {
    expect(read([remove], 'You can:\n\n- Delete your recordings. This lets you begin anew.')).toEqual(['control/delete does']);
  });

  it('denies each item below a lead that denies', () => {
    const text = 'We do not share the following with third parties:\n\n* your voice commands\n* audio recordings';
    expect(read([share], text).slice(-2)).toEqual(['sharing/partners denies', 'sharing/partners denies']);
  });

  it('reads the items below "unless" as the cases in which it happens', () => {
    const text = 'We do not share your data unless we send it:\n\n* to third parties';
    expect(read([share], text)).toEqual(['sharing/partners does']);
  });

  it('carries the lead through nested lists', () => {
    const text = 'We share your data with:\n\n* those who help us:\n  * third parties';
    expect(findings([share], text).map(({ lead }) => lead)).toEqual(['those who help us:']);
  });

  it('quotes the item without the lead', () => {
    const [finding] = findings([share], 'We share your data with:\n\n* third parties');
    expect(finding?.quote).toBe('third parties');
    expect(finding?.lead).toBe('We share your data with:');
  });

  it('reads a list numbered in running text', () => {
    const text = 'We may share your data (1) with partners. (2) with other companies.';
    expect(findings([share], text).map(({ quote }) => quote)).toEqual([
      'We may share your data (1) with partners.',
      '(2) with other companies.',
    ]);
  });
});

describe('tables', () => {
  const table = (cells: string): string => `| Data | Shared with | Do we keep it? |\n| --- | --- | --- |\n${cells}\n`;
  const share2 = rule('voice/third-party', [{ does: ['<give>'], what: ['<voice-data>'], to: ['<others>'] }]);

  it('reads a cell below its header, with the first cell as what it is about', () => {
    expect(read([share2], table('| Voice recordings | Third parties | Yes |'))).toEqual(['voice/third-party does']);
    expect(read([share2], table('| Names | Third parties | Yes |'))).toEqual([]);
  });

  it('lets yes and no answer for the first cell', () => {
    const kept = rule('voice/retention', [{ does: ['keep'], what: ['<voice-data>'] }]);
    expect(read([kept], table('| Voice recordings | Nobody | Yes |'))).toEqual(['voice/retention does']);
    expect(read([kept], table('| Voice recordings | Nobody | No |'))).toEqual(['voice/retention denies']);
  });

  it('does not let one cell act on another', () => {
    expect(read([share2], table('| We record voice commands | We share names with third parties | Yes |'))).toEqual([]);
  });
});

describe('headings', () => {
  it('let a fragment below them be a claim', () => {
    expect(read([keep], '# Recordings that we keep\n\n* Voice recordings')).toEqual(['voice/retention does']);
  });

  it('are never quoted', () => {
    expect(read([keep], '# We keep voice recordings\n\nNothing else is said.')).toEqual([]);
  });

  it('run in before a sentence claim nothing and give it its context', () => {
    expect(read([pointing], 'Voice recordings. We keep it for two years.')).toEqual(['voice/retention does']);
  });
});

describe('what "it" is', () => {
  it('stands in the sentence before, where the claim lets it', () => {
    const text = 'Your voice recordings help us. We keep it for 18 months.';
    expect(read([pointing], text)).toEqual(['voice/retention does']);
    expect(read([keep], text)).toEqual([]);
  });

  it('is less sure than a name', () => {
    expect(findings([pointing], 'Your voice recordings help us. We keep it for 18 months.')[0]?.confidence).toBe('medium');
    expect(findings([pointing], 'We keep your voice recordings.')[0]?.confidence).toBe('high');
  });
});

describe('who "they" are', () => {
  it.each([
    ['If you buy from a third party, we share your data with that company.', ['sharing/partners does']],
    ['Where a partner asks for it, we may share your data with them.', ['sharing/partners does']],
    ['If you buy from a third party, read what you share with them.', []],
    ['We work with third parties. We share your data with the police.', []],
  ])('%s', (text, expected) => {
    expect(read([share], text)).toEqual(expected);
  });
});

describe('claims that agree', () => {
  const says = (word: string) => ({ says: [word], confidence: 'low' as const });
  const sure = (count: number) =>
    findings(
      [rule('voice/retention', ['keep', 'recordings', 'year'].slice(0, count).map(says))],
      'We keep your voice recordings for a year.',
    )[0]?.confidence;

  it('are surer than one alone', () => {
    expect([sure(1), sure(2), sure(3)]).toEqual(['low', 'medium', 'medium']);
  });

  it('are of high confidence when three say so and one of them is of medium confidence', () => {
    const claims = [...['keep', 'year'].map(says), { says: ['recordings'], confidence: 'medium' as const }];
    expect(findings([rule('voice/retention', claims)], 'We keep your voice recordings for a year.')[0]?.confidence).toBe('high');
  });

  it('count once each, however often their words stand in the sentence', () => {
    expect(findings([rule('voice/retention', [says('keep')])], 'We keep what we keep for a year.')[0]?.confidence).toBe('low');
  });
});

describe('what the reader can do', () => {
  it.each([
    ['You can delete your recordings.', ['control/delete does']],
    ['You may not delete your recordings.', ['control/delete denies']],
    ['To delete your recordings, you can visit the settings page.', ['control/delete does']],
    ['We delete your recordings after a year.', []],
    ['Our partners may delete your recordings.', []],
    ['Deleting Your Account', []],
  ])('%s', (text, expected) => {
    expect(read([remove], text)).toEqual(expected);
  });
});

describe('a finding', () => {
  it('says whether it is hedged, and on what it depends', () => {
    const [finding] = findings([share], 'With your consent, we may share your data with third parties.');
    expect(finding?.hedged).toBe(true);
    expect(finding?.conditions).toEqual(['consent']);
    expect(findings([share], 'We share your data with third parties.')[0]?.hedged).toBe(false);
  });

  it('has an id that stays when the passage moves, and differs for a repetition', () => {
    const alone = findings([share], 'We share your data with third parties.');
    const moved = findings([share], '# Later\n\nOther words.\n\nWe share your data with third parties.');
    expect(moved[0]?.id).toBe(alone[0]?.id);
    const twice = findings([share], 'We share your data with third parties.\n\nWe share your data with third parties.');
    expect(new Set(twice.map(({ id }) => id)).size).toBe(2);
  });

  it('yields to a practice that says more', () => {
    const place = rule('location/collect', [{ does: ['collect'], what: ['location'] }], { 'yields-to': ['location/precise'] });
    const precise = rule('location/precise', [{ does: ['collect'], what: ['precise location'] }]);
    expect(read([place, precise], 'We collect your precise location.')).toEqual(['location/precise does']);
    expect(read([place, precise], 'We collect your location.')).toEqual(['location/collect does']);
  });

  it('quotes one sentence exactly', () => {
    const text = 'We are kind. We share your data with third parties, e.g. Inc. companies in the U.S. and more. We stop.';
    expect(findings([share], text)[0]?.quote).toBe('We share your data with third parties, e.g. Inc. companies in the U.S. and more.');
  });
});
