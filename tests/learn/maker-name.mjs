// Under which name a maker is learned from or held out: one, however the corpus, the history, the pages and the gold policies call it.

/** The kinds of product that the corpus files policies under. */
const kind = /^(?:camera|car|carrier|device|phone|photo|ride|social|streaming|tv|voice|wearable)-/u;

/** Products and brands whose policies are of one house, and so say much in the same words: its name for each of theirs. */
const houses = new Map([
  ['boltdrivers', 'bolt'],
  ['boltnew', 'bolt'],
  ['chevrolet', 'gm'],
  ['facebookportal', 'facebook'],
  ['instagram', 'facebook'],
  ['jeep', 'chrysler'],
  ['metrotrainscomau', 'metrotrains'],
  ['motorola', 'lenovo'],
  ['oathsmarttv', 'yahoo'],
  ['okcupid', 'match'],
  ['playstation', 'sony'],
  ['portal', 'facebook'],
  ['smartthings', 'samsung'],
  ['storesteampowered', 'steam'],
  ['tinder', 'match'],
  ['verizongizmo', 'verizon'],
  ['verizonsmartfamily', 'verizon'],
  ['visible', 'verizon'],
  ['whatsapp', 'facebook'],
  ['xtwitter', 'twitter'],
]);

/** The maker of what is called `KIND-SLUG`, `www-SITE-com` or `SERVICE-Privacy Policy.md`. */
export function makerName(called) {
  const own = called
    .replace(/-Privacy Policy\.md$/u, '')
    .toLowerCase()
    .replace(kind, '')
    .replace(/^(?:www|privacy|docs)-/u, '')
    .replace(/[-.](?:com|ie|org|im|it|info)$/u, '')
    .replace(/[^\p{L}\p{N}]/gu, '');
  return houses.get(own) ?? own;
}
