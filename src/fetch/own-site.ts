/** The part of an address that its owner registered ("tv.example.co.uk" → "example.co.uk"); an IP address with its port, since every port is a site of its own. */
export type SiteOf = (url: string) => string;

/** Loads the list of public suffixes (half a megabyte), which only looking for policies needs. */
export async function siteOf(): Promise<SiteOf> {
  const { registeredIn } = await import('./same-site.ts');
  return (url) => registeredIn(url) ?? (URL.canParse(url) ? new URL(url).host : '');
}

/**
 * Names of a maker in lower case, as its texts may spell them: the registered part of its address, and the short piece of its page's title that
 * stands before or behind a bar ("TVs and sound | Veldora").
 */
export function ownNames(site: string, title: string | undefined, product: string | undefined): readonly string[] {
  const label = /^[\d.:[\]a-f]*$/iu.test(site) ? '' : (site.split('.')[0] ?? '');
  const pieces = (title ?? '').split(/\s+[|–—·-]\s+/u);
  const short = pieces.length < 2 ? [] : pieces.filter((piece) => piece.split(/\s+/u).length <= 2);
  const names = [label, label.replaceAll('-', ' '), ...short, ...(product === undefined ? [] : [product.split(/\s+/u)[0] ?? ''])];
  return [...new Set(names.map((name) => name.trim().toLowerCase()).filter((name) => name.length >= 2 && !common.has(name)))];
}

const common = new Set([
  'home',
  'homepage',
  'privacy',
  'privacy policy',
  'legal',
  'terms',
  'welcome',
  'official site',
  'www',
  'policies',
  'the',
  'smart',
]);

/** Whether a text names one of them as a word, at least twice: a maker's own policy does, another company's hardly ever. */
export function namesMaker(text: string, own: readonly string[]): boolean {
  const plain = text.slice(0, 200_000).toLowerCase();
  return own.some((name) => {
    const first = plain.indexOf(name);
    return first >= 0 && plain.includes(name, first + name.length);
  });
}
