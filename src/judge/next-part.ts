import type { PageStructure } from '../model/page-structure.ts';
import { namingOf } from './policy-names.ts';

/** What the link to the next page of a document says, in the languages of `policy-names.ts`. */
const nextWords =
  /^(?:(?:go to |read )?(?:the )?(?:next|continue)(?: (?:page|part|section|chapter))?|weiter|nächste(?: seite)?|(?:page )?suivante?|siguiente|(?:página )?(?:próxima|seguinte)|(?:pagina )?(?:successiva|avanti)|volgende|następna|sonraki|další|далее|дальше|次へ|下一页|下一頁|다음|tiếp|berikutnya|nästa|næste|neste|seuraava|következő)?(?:\s*[:–—-]\s.{1,60})?\s*[›»→>⟩]*$/iu;

/** Characters of a link's words and of its address: longer ones lead to no next page, and would cost time. */
const longestText = 80;
const longestAddress = 500;

/** The address of the page that carries on the document that this one begins, where the page names one; undefined without one. */
export function nextPart(structure: PageStructure, url: string): string | undefined {
  const here = withoutFragment(url);
  const number = pageNumber(here) ?? 1;
  for (const { text, href, rel, place } of structure.links) {
    if (text.length > longestText || href.length > longestAddress) continue;
    const next = withoutFragment(href);
    if (next === here || place === 'frame' || !isSameDocument(here, next)) continue;
    const isNamed = /(?:^|\s)next(?:\s|$)/u.test(rel) || (place !== 'head' && text !== '' && nextWords.test(text.trim()));
    const isNumbered = text.trim() === String(number + 1) && pageNumber(next) === number + 1;
    if (isNamed || isNumbered) return next;
  }
  return undefined;
}

/** Whether two addresses are parts of one document: they differ in a page's number, or lie side by side in a folder that is named for privacy. */
function isSameDocument(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  const [a, b] = [new URL(one), new URL(other)];
  if (a.host !== b.host) return false;
  if (withoutNumber(a) === withoutNumber(b)) return true;
  const [folderA, folderB] = [folderOf(a), folderOf(b)];
  return namingOf(folderB) !== undefined && (folderA === folderB || withoutNumber(a) === folderB.replace(/\/$/u, ''));
}

/** `?page=2`, `/2`, `-2.html`, `/page/2`, `/part-2`: which page of a document an address is. */
const numbered =
  /(?:[?&](?:page|p|part|seite|pg)=|\/(?:page|part|p)?[/-]?|[-_](?:page|part|p)?[-_]?)(\d{1,2})(?=(?:\.(?:html?|php|aspx?))?(?:$|[?&]))/iu;

function pageNumber(url: string): number | undefined {
  const found = numbered.exec(url)?.[1];
  return found === undefined ? undefined : Number(found);
}

function withoutNumber({ pathname, search }: URL): string {
  return (pathname + search)
    .replace(numbered, '')
    .replace(/\/(?:page|part)(?=$|\?)/iu, '')
    .replace(/\.(?:html?|php|aspx?)(?=$|\?)/iu, '')
    .replace(/\/(?=$|\?)/u, '');
}

function folderOf({ pathname }: URL): string {
  return pathname.slice(0, pathname.replace(/\/$/u, '').lastIndexOf('/') + 1);
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/su, '');
}
