import { isTag, type AnyNode, type Element } from 'domhandler';

/** Elements whose content is no text of the page. */
const silent = new Set(
  'script style svg noscript head title meta link iframe object embed canvas audio video picture img map area select option optgroup datalist input progress meter frameset frame math base'.split(
    ' ',
  ),
);
const inline = new Set(
  'a abbr acronym b basefont bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q ruby rb rt rp s samp slot small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

export const isSilent = (element: Element): boolean => silent.has(element.name);

/** Whether an element begins a line of its own: block elements, custom elements, and spans styled as blocks. */
export const isBlock = (element: Element): boolean => {
  if (!inline.has(element.name)) return true;
  const style = element.attribs['style'];
  return style !== undefined && /display\s*:\s*(?:block|flex|grid|list-item|table)/i.test(style);
};

export const isBold = (element: Element): boolean => {
  if (element.name === 'b' || element.name === 'strong') return true;
  const style = element.attribs['style'];
  return style !== undefined && /font-weight\s*:\s*(?:bold|[6-9]00)/i.test(style);
};

/** 1 to 6 for a heading, be it by name or by role; else 0. */
export const headingLevel = (element: Element): number => {
  const name = element.name;
  if (name.length === 2 && name.charCodeAt(0) === 104 && name >= 'h1' && name <= 'h6') return name.charCodeAt(1) - 48;
  if (element.attribs['role'] !== 'heading') return 0;
  const level = Number(element.attribs['aria-level'] ?? '2');
  return level >= 1 && level <= 6 ? Math.floor(level) : 6;
};

/** The names a page gives an element for its own style and script, in lower case. */
export const namesOf = (element: Element): readonly string[] => {
  const names = `${element.attribs['id'] ?? ''} ${element.attribs['class'] ?? ''}`;
  // 1,000 characters hold every real list of classes; the rest would only cost time.
  return names.trim() === '' ? [] : names.slice(0, 1000).toLowerCase().split(/\s+/).filter(Boolean);
};

/** How the usual consent tools name their containers. Sources: the tools' public scripts, as seen in corpus/html and in autoconsent's rules (2026-11). */
const consentTool =
  /^(?:onetrust-(?:consent|banner|pc|style)|ot-sdk-container$|optanon|cybotcookiebot|cookiebotwidget|cookiebanner$|truste[-_]|trustarc|consent_blackbar|teconsent|didomi-(?!.*policy)|usercentrics-|uc-banner|uc-main-banner|qc-cmp|sp_message|sp-message|cookie-law-info|cookielaw|cky-|cmplz-(?!document)|moove_gdpr|moove-gdpr|iubenda-cs|klaro|borlabscookie|borlabs-cookie|termly-|axeptio|tarteaucitron|evidon|_evidon|ketch-|lanyard_root|transcend-consent|hs-eu-cookie|shopify-pc__|osano-cm|cc-window$|cc-banner$|cc_banner|fc-consent|cmpbox|cmpwrapper|ccc-|ppms_cm|fides-(?:overlay|banner|modal)|cookiefirst|cookie-script|cookiescript|cookieinfo|wt-cli-|pmc-pp-tou|pea_cook|eu-cookie|eupopup|sliding-popup|cookieconsent|cookie-consent(?:-|$)|gdpr-cookie|bbccookies|privy-consent|cassie-|securiti|mscc-|wcpconsent|usntA40link)/;
const consentWords =
  /(?:^|[-_])(?:cookies?|consent|gdpr|ccpa)[-_]*(?:banner|bar|notice|notification|popup|pop-up|modal|dialog|overlay|wall|message|alert|prompt|disclaimer|layer|box|consent|manager|settings|preferences|popover|toast|warning|container|wrapper)(?:$|[-_])/;

/** 'tool' where a known consent tool named the element, 'words' where its name merely speaks of a cookie banner. */
export const consentKind = (names: readonly string[]): 'tool' | 'words' | null => {
  if (names.some((name) => consentTool.test(name))) return 'tool';
  return names.some((name) => consentWords.test(name)) ? 'words' : null;
};

const menuName =
  /^(?:(?:site|global|globals?-?|main|primary|secondary|top|page|mobile|footer|header|side|sub|desktop|local|meta|utility|mega|off-?canvas)[-_]*)?(?:nav|navbar|navigation|menu|footer|breadcrumbs?|skip-?links?|skip-to-content|socials?|social-?(?:links|icons|share|media)|share-?(?:bar|buttons|links)|pagination|searchbox|search-form|language-?(?:switcher|selector|picker))$/;

/** The part of the page's frame an element is, by name, role or class; null for content. An aside may be either: policies put their summaries there. */
export const frameKind = (element: Element, names: readonly string[]): 'nav' | 'header' | 'footer' | 'aside' | null => {
  const role = element.attribs['role'];
  const name = element.name;
  if (name === 'nav' || role === 'navigation' || role === 'menubar' || role === 'menu' || role === 'search' || name === 'search')
    return 'nav';
  if (name === 'footer' || role === 'contentinfo') return 'footer';
  if (role === 'banner') return 'header';
  if (name === 'aside' || role === 'complementary') return 'aside';
  for (const each of names) if (menuName.test(each)) return each.includes('foot') ? 'footer' : 'nav';
  return null;
};

const hiddenName =
  /^(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|hidden|d-none|hide|invisible|u-hidden|is-hidden|offscreen|a11y-hidden)$/;
const panelName = /accordion|collaps|panel|(?:^|[-_])tabs?(?:$|[-_])|expand|toggle|answer|faq|dropdown-content|read-?more|more-?content/;

/** Whether an element is not shown at first: closed panels are, and so are templates, error texts and words for screen readers. */
export const isHidden = (element: Element, names: readonly string[]): boolean => {
  const attribs = element.attribs;
  if (attribs['hidden'] !== undefined || attribs['aria-hidden'] === 'true') return true;
  const style = attribs['style'];
  if (style !== undefined && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return true;
  if (names.length === 0) return false;
  return names.some((name) => hiddenName.test(name));
};

/** Whether an element is a panel that opens on a click: its text belongs to the page however short. */
export const isPanel = (element: Element, names: readonly string[]): boolean => {
  const role = element.attribs['role'];
  return role === 'tabpanel' || role === 'region' || names.some((name) => panelName.test(name));
};

const titleName =
  /^(?:(?:section|sub|block|page|policy|content|article)[-_]*)?(?:title|heading|headline|subtitle|subheading|subheader)(?:[-_]?(?:text|[1-6]))?$|(?:accordion|collaps\w*|faq|panel|toggle|tab|section|expander|card)[-_]*(?:_{2})?(?:title|heading|header|button|toggle|trigger|question|label)$|^(?:h[1-6])$/;

/** Whether an element is styled as a title: accordion buttons, `class="section-title"`, `<dt>`, `<summary>`, `<legend>`. */
export const isTitleElement = (element: Element, names: readonly string[]): boolean => {
  const name = element.name;
  if (name === 'summary' || name === 'dt' || name === 'legend') return true;
  if (element.attribs['aria-expanded'] !== undefined || element.attribs['role'] === 'tab') return true;
  return names.some((each) => titleName.test(each));
};

export const isElement = (node: AnyNode): node is Element => isTag(node);
