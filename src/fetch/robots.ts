import type { RobotsDecision } from '../model/robots-decision.ts';

export type { RobotsDecision };

interface Rule {
  readonly allow: boolean;
  /** Normalised as `normalised` does, without a final `$`. */
  readonly pattern: string;
  /** The pattern ended with `$`: nothing may follow the match. */
  readonly toEnd: boolean;
  readonly words: string;
  readonly line: number;
}

interface Group {
  readonly rules: Rule[];
  crawlDelay?: number;
}

/** A robots.txt as read: the rules of every agent it names, by the agent's name in lower case (`*` for everybody else). */
export type Robots = ReadonlyMap<string, { readonly rules: readonly Rule[]; readonly crawlDelay?: number }>;

/** How much of a robots.txt is read: RFC 9309 section 2.5 asks for at least 500 KiB; what follows is ignored. */
export const robotsBytes = 500 * 1024;

/** Most sitemaps of one robots.txt that are of use here. */
const mostSitemaps = 20;

/** The addresses of its `Sitemap:` lines, which belong to no group (sitemaps.org, "Submitting your Sitemap"; RFC 9309 section 2.2.4). */
export function sitemapsIn(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes.subarray(0, robotsBytes));
  const named = [...text.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S{1,2000})/gimu)].map(([, url]) => url ?? '');
  return [...new Set(named)].slice(0, mostSitemaps);
}

/** Reads a robots.txt by RFC 9309, section 2.2. Never fails: a line that is none of ours (a whole HTML page, say) is passed over. */
export function parseRobots(bytes: Uint8Array): Robots {
  // TextDecoder drops the byte order mark and puts U+FFFD for what is not UTF-8.
  const text = new TextDecoder().decode(bytes.subarray(0, robotsBytes));
  const groups = new Map<string, Group>();
  let current: Group[] = [];
  let namingAgents = false;
  let number = 0;
  for (const raw of text.split(/\r\n|\n|\r/)) {
    number += 1;
    const [key, value] = keyAndValue(raw);
    if (key === 'user-agent') {
      const agent = agentNamed(value);
      if (!namingAgents) current = [];
      namingAgents = true;
      if (agent === undefined) continue;
      const group = groups.get(agent) ?? { rules: [] };
      groups.set(agent, group);
      current.push(group);
    } else if (key === 'allow' || key === 'disallow') {
      namingAgents = false;
      const rule = ruleOf(key === 'allow', value, number);
      if (rule !== undefined) for (const group of current) group.rules.push(rule);
    } else if (key === 'crawl-delay' && /^\d{1,9}(\.\d{1,9})?$/.test(value)) {
      // No end of the agents' names: section 2.2.4 lets no other record come between the lines which the standard defines.
      for (const group of current) group.crawlDelay = Math.max(group.crawlDelay ?? 0, Number(value));
    }
  }
  return groups;
}

/**
 * What a robots.txt says of `url` to the agent `productToken` (the letters, `-` and `_` at the start of its User-Agent). The longest matching pattern
 * decides, `Allow` wins a tie (RFC 9309 section 2.2.2); robots.txt itself may always be read.
 */
export function robotsDecision(robots: Robots, productToken: string, url: URL): RobotsDecision {
  const token = productToken.toLowerCase();
  const own = robots.get(token);
  const group = own ?? robots.get('*');
  if (group === undefined || url.pathname === '/robots.txt') return { allowed: true, because: 'no-rule' };
  const followed = { agent: own === undefined ? '*' : token, ...(group.crawlDelay === undefined ? {} : { crawlDelay: group.crawlDelay }) };
  const path = normalised(url.pathname + url.search, false);
  let best: Rule | undefined;
  for (const rule of group.rules) {
    const more = best === undefined ? 1 : weight(rule) - weight(best);
    if ((more > 0 || (more === 0 && rule.allow && best?.allow === false)) && matches(rule, path)) best = rule;
  }
  if (best === undefined) return { allowed: true, because: 'no-rule', ...followed };
  return { allowed: best.allow, because: 'rule', rule: best.words, line: best.line, ...followed };
}

function keyAndValue(raw: string): [key: string, value: string] {
  const hash = raw.indexOf('#');
  const line = hash < 0 ? raw : raw.slice(0, hash);
  const colon = line.indexOf(':');
  return colon < 0 ? ['', ''] : [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

/** The product token a User-agent line names, in lower case: "Earshot/1.0" and "Earshot (bot)" both name "earshot". */
function agentNamed(value: string): string | undefined {
  if (/^\*(\s|$)/.test(value)) return '*';
  return /^[a-z_-]+/i.exec(value)?.[0].toLowerCase();
}

function ruleOf(allow: boolean, value: string, line: number): Rule | undefined {
  // An empty "Disallow:" forbids nothing.
  if (value === '') return undefined;
  const toEnd = value.endsWith('$');
  return {
    allow,
    pattern: normalised(toEnd ? value.slice(0, -1) : value, true),
    toEnd,
    words: `${allow ? 'Allow' : 'Disallow'}: ${value}`,
    line,
  };
}

function weight(rule: Rule): number {
  return rule.pattern.length + (rule.toEnd ? 1 : 0);
}

/**
 * One spelling for every path (RFC 9309 section 2.2.2): encoded letters, digits and `-._~` are decoded, everything outside ASCII and what a URL cannot
 * hold is encoded in upper case, and inside a query `:` and `/` are encoded as the table of that section shows. `*` and `$` in a path are encoded, so
 * that a pattern's `%2A` means the character and its `*` anything.
 */
function normalised(path: string, isPattern: boolean): string {
  let inQuery = false;
  return path.replace(/%[0-9a-f]{2}|[^]/giu, (piece) => {
    if (piece.length === 3 && piece.startsWith('%')) {
      const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : piece.toUpperCase();
    }
    if (piece === '*') return isPattern ? '*' : '%2A';
    if (piece === '?') inQuery = true;
    if (inQuery && (piece === ':' || piece === '/')) return encodeURIComponent(piece);
    return /[\w.~:/?#[\]@!&'()+,;=-]/.test(piece) ? piece : encoded(piece);
  });
}

function encoded(character: string): string {
  return character === '$' ? '%24' : encodeURIComponent(character);
}

/** Leftmost match of each piece between stars: linear in the pieces, nothing to backtrack into. */
function matches(rule: Rule, path: string): boolean {
  const pieces = rule.pattern.split('*');
  const first = pieces[0] ?? '';
  if (!path.startsWith(first)) return false;
  if (pieces.length === 1) return !rule.toEnd || path.length === first.length;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = path.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const last = pieces.at(-1) ?? '';
  if (rule.toEnd) return path.length - last.length >= at && path.endsWith(last);
  return path.includes(last, at);
}
