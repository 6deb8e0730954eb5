/**
 * What runs inside a page: JavaScript as text, since this project's TypeScript knows no DOM. It runs in a world of its own (CDP
 * `Page.createIsolatedWorld`), which sees the page's elements and none of its variables, so that a page cannot change what its functions do.
 * Every piece is an expression; what they share is kept in the world's own `globalThis.earshot`.
 */

/** Steps through all nodes, open shadow roots and documents of the same origin in frames included, in the order in which they are shown. */
const shared = `
const mostNodes = 400000;
const earshot = (globalThis.earshot ??= { clicked: new WeakSet(), kept: [] });
const childrenOf = (node) => {
  if (node.shadowRoot) return [...node.shadowRoot.childNodes];
  if (node.localName === 'slot' && node.getRootNode() instanceof ShadowRoot) {
    const assigned = node.assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  if (node.localName === 'iframe') {
    let body = null;
    try { body = node.contentDocument?.body ?? null; } catch {}
    return body ? [...body.childNodes] : [];
  }
  return [...node.childNodes];
};
const everyNode = function* (root) {
  const stack = [root];
  for (let count = 0; stack.length > 0 && count < mostNodes; count += 1) {
    const node = stack.pop();
    yield node;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at -= 1) stack.push(children[at]);
  }
};
const unseen = new Set(['script', 'style', 'noscript', 'template', 'svg', 'canvas', 'object', 'embed', 'video', 'audio', 'link']);
const within = (node, selector) => {
  for (let at = node; at; at = at.parentNode ?? at.host) if (at.matches?.(selector)) return true;
  return false;
};
const textOf = (root) => {
  let text = '';
  for (const node of everyNode(root)) {
    if (node.nodeType === 3 && !unseen.has(node.parentNode?.localName)) text += node.data;
    if (text.length > 5000000) break;
  }
  return text.replace(/\\s+/g, '');
};
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
`;

/** How much is on the page: `nodes`, `text` in characters, and where it is (`href`). Equal answers in a row mean that it has come to rest. */
export const measureScript = `(() => { ${shared}
let nodes = 0;
let text = 0;
for (const node of everyNode(document.documentElement)) {
  nodes += 1;
  if (node.nodeType === 3) text += node.data.length;
}
return { nodes, text, href: location.href };
})()`;

/** Scrolls to the end and back, for parts that are loaded when they come into view. 40 screens are a policy of some 20,000 words. */
export const scrollScript = `(async () => { ${shared}
for (let screen = 1; screen <= 40; screen += 1) {
  const at = screen * innerHeight * 0.9;
  if (at > document.documentElement.scrollHeight) break;
  scrollTo(0, at);
  await sleep(25);
}
scrollTo(0, 0);
})()`;

/**
 * Opens what is folded: `details`, accordions (`aria-expanded="false"`), "read more" and "expand all"; then goes through tabs, and keeps what each
 * panel showed where the next takes its place. Never follows a link, sends a form or answers a question about consent. Says how many were opened.
 */
export const openScript = `(async () => { ${shared}
const more = /^(?:(?:read|show|see|view|display)\\s+(?:more|all|full|everything|details|full text|the full (?:policy|text|notice))|expand(?:\\s+all)?|open\\s+all|more|\\+)(?:\\s*[.\\u2026\\u25be\\u25bc+>\\u203a\\u00bb-]*)$/i;
const elsewhere = 'nav, [role=navigation], [role=menu], [role=menubar], [role=search], [role=dialog], dialog, [id*=cookie i], [class*=cookie i], [id*=consent i], [class*=consent i], [id*=onetrust i], [class*=language-s i], [class*=country-s i]';
const outside = (element) => within(element, elsewhere) || (within(element, 'body > header, body > footer, [role=banner], [role=contentinfo]') && !within(element, 'main, article'));
const leads = (element) => {
  const link = element.closest?.('a[href]');
  if (!link) return false;
  const href = link.getAttribute('href').trim();
  return href !== '' && !href.startsWith('#') && !/^javascript:/i.test(href);
};
const sends = (element) => element.form && (element.type === 'submit' || element.type === 'image' || element.type === 'reset');
const opens = (element) => {
  if (earshot.clicked.has(element) || outside(element) || leads(element) || sends(element)) return false;
  if (element.matches('[aria-haspopup]:not([aria-haspopup=false]), [role=combobox], [role=option], [role=menuitem], input, select, textarea, [role=tab]')) return false;
  if (element.getAttribute('aria-expanded') === 'false') return true;
  if (!element.matches('button, [role=button], a, summary, [class*=more i], [class*=expand i]') || element.childElementCount > 3) return false;
  const words = (element.textContent ?? '').trim();
  return words.length < 40 && more.test(words);
};
const panelOf = (control) => {
  const id = control.getAttribute('aria-controls')?.split(/\\s+/)[0];
  const root = control.getRootNode();
  const named = id ? (root.getElementById?.(id) ?? document.getElementById(id)) : null;
  return named;
};
const keep = (panel, after) => {
  if (!panel || earshot.kept.length > 500) return;
  const copy = panel.cloneNode(true);
  const text = textOf(copy);
  if (text.length > 0) earshot.kept.push({ after: after ?? panel, copy, text });
};
let opened = 0;
for (const node of everyNode(document.documentElement)) {
  if (node.localName === 'details' && !node.open && !outside(node)) { node.open = true; opened += 1; }
}
for (let round = 0; round < 3; round += 1) {
  const closed = [...everyNode(document.documentElement)].filter((node) => node.nodeType === 1 && opens(node)).slice(0, 300);
  // "Expand all" first: it may leave nothing to open.
  closed.sort((a, b) => /\\ball\\b/i.test(b.textContent ?? '') - /\\ball\\b/i.test(a.textContent ?? ''));
  for (const element of closed) {
    if (!element.isConnected || !opens(element)) continue;
    earshot.clicked.add(element);
    element.click();
    opened += 1;
    await sleep(15);
    keep(panelOf(element), undefined);
  }
  if (closed.length === 0) break;
  await sleep(150);
}
const lists = [...everyNode(document.documentElement)].filter((node) => node.matches?.('[role=tablist]') && !outside(node)).slice(0, 20);
for (const list of lists) {
  const tabs = [...everyNode(list)].filter((node) => node.matches?.('[role=tab]') && !leads(node) && !node.disabled).slice(0, 20);
  const shown = tabs.find((tab) => tab.getAttribute('aria-selected') === 'true');
  const panels = () => [...everyNode(list.parentElement ?? document.body)].filter((node) => node.matches?.('[role=tabpanel]'));
  const panelFor = (tab) => panelOf(tab) ?? panels().find((panel) => !panel.hidden) ?? null;
  const anchor = panelFor(shown ?? tabs[0] ?? list) ?? list;
  if (shown) keep(panelFor(shown), anchor);
  for (const tab of tabs) {
    if (tab === shown || earshot.clicked.has(tab)) continue;
    earshot.clicked.add(tab);
    tab.click();
    opened += 1;
    for (let waited = 0; waited < 20; waited += 1) {
      await sleep(100);
      if (waited > 0 && textOf(panelFor(tab) ?? document.createElement('p')).length > 0) break;
    }
    keep(panelFor(tab), anchor);
  }
}
return opened;
})()`;

/**
 * The page as HTML, as it is shown: shadow roots in place, frames of the same origin as parts of the page, panels open, scripts left out, and what tabs
 * showed before. undefined where it has more than `most` characters. `words` is the text without white space, in characters.
 */
export const serialiseScript = (most: number): string => `(() => { ${shared}
const most = ${most};
const empty = new Set(['area', 'base', 'br', 'col', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const whole = textOf(document.documentElement);
const after = new Map();
let rest = [];
const told = new Set();
for (const { after: anchor, copy, text } of earshot.kept) {
  if (told.has(text) || (whole.includes(text.slice(0, 300)) && whole.includes(text.slice(-300)))) continue;
  told.add(text);
  if (anchor.isConnected) after.set(anchor, [...(after.get(anchor) ?? []), copy]);
  else rest.push(copy);
}
const controlled = new Set([...document.querySelectorAll('[aria-controls]')].flatMap((node) => node.getAttribute('aria-controls').split(/\\s+/)));
const isPanel = (node) => node.getAttribute('role') === 'tabpanel' || (node.id && controlled.has(node.id) && !/cookie|consent/i.test(node.id + node.className));
let html = '<!doctype html>';
const stack = [{ node: document.documentElement }];
for (let count = 0; stack.length > 0 && count < mostNodes * 2; count += 1) {
  const { node, close } = stack.pop();
  if (close !== undefined) { html += close; continue; }
  if (html.length > most) return undefined;
  if (node.nodeType === 3) { html += escaped(node.data); continue; }
  if (node.nodeType !== 1) continue;
  const name = node.localName;
  if (unseen.has(name) && !(name === 'link' && /canonical|privacy|next|prev|alternate/i.test(node.rel))) continue;
  const tag = name === 'iframe' || name === 'slot' || !/^[a-z][a-z0-9-]*$/.test(name) ? 'div' : name;
  const panel = isPanel(node);
  let attributes = '';
  for (const { name: key, value } of node.attributes) {
    if (!/^[a-z][a-z0-9:_-]*$/i.test(key) || /^on|^srcdoc$|^srcset$/i.test(key) || value.length > 4000) continue;
    if (panel && /^(?:hidden|aria-hidden|style|class|inert)$/i.test(key)) continue;
    if (tag !== name && key !== 'id') continue;
    attributes += ' ' + key + '="' + escaped(value).replace(/"/g, '&quot;') + '"';
  }
  html += '<' + tag + attributes + '>';
  if (empty.has(tag)) continue;
  const copies = after.get(node) ?? [];
  for (let at = copies.length - 1; at >= 0; at -= 1) stack.push({ node: copies[at] });
  stack.push({ close: '</' + tag + '>' });
  if (node === document.body) for (const copy of rest) stack.push({ node: copy });
  const children = childrenOf(node);
  for (let at = children.length - 1; at >= 0; at -= 1) stack.push({ node: children[at] });
}
return { html, text: whole.length, href: location.href };
})()`;
