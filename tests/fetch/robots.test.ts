import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRobots, robotsBytes, robotsDecision } from '../../src/fetch/robots.ts';
import type { RobotsDecision } from '../../src/fetch/robots.ts';

function decision(robots: string | Uint8Array, path: string, agent = 'Earshot'): RobotsDecision {
  const bytes = typeof robots === 'string' ? new TextEncoder().encode(robots) : robots;
  return robotsDecision(parseRobots(bytes), agent, new URL(path, 'https://tv.example'));
}

const mayRead = (robots: string, path: string): boolean => decision(robots, path).allowed;

describe('whose rules', () => {
  test('our own group counts, not the one for everybody', () => {
    const robots = 'User-agent: *\nDisallow: /\n\nUser-agent: earshot\nDisallow: /private\n';
    expect(mayRead(robots, '/policy')).toBe(true);
    expect(mayRead(robots, '/private')).toBe(false);
  });

  test('the group for everybody counts where there is none of ours', () => {
    const robots = 'User-agent: otherbot\nAllow: /\n\nUser-agent: *\nDisallow: /';
    expect(decision(robots, '/policy')).toEqual({ allowed: false, because: 'rule', rule: 'Disallow: /', line: 5, agent: '*' });
  });

  test('all our groups count together, wherever they stand', () => {
    const robots = 'User-agent: Earshot\nDisallow: /a\nUser-agent: *\nDisallow: /\nUser-agent: EARSHOT\nDisallow: /b';
    expect(['/a', '/b', '/c'].map((path) => mayRead(robots, path))).toEqual([false, false, true]);
  });

  test('several names may head one group, with other records and blank lines between them', () => {
    const robots = 'User-agent: otherbot\nSitemap: https://tv.example/map.xml\n\nUser-agent: earshot\nDisallow: /a\n';
    expect(mayRead(robots, '/a')).toBe(false);
  });

  test.each(['earshot', 'EarShot', 'Earshot/1.0', 'Earshot (reads policies)'])('"%s" means us', (name) => {
    expect(mayRead(`User-agent: ${name}\nDisallow: /`, '/policy')).toBe(false);
  });

  test.each(['earshot-news', 'ear', 'earshots', ''])('"%s" does not mean us', (name) => {
    expect(mayRead(`User-agent: ${name}\nDisallow: /`, '/policy')).toBe(true);
  });

  test('rules before any name are nobody’s', () => {
    expect(mayRead('Disallow: /\nUser-agent: *\nDisallow: /a', '/policy')).toBe(true);
  });

  test('a name that means nothing does not lend its rules to the group before it', () => {
    expect(mayRead('User-agent: earshot\nDisallow: /a\nUser-agent: 123\nDisallow: /b', '/b')).toBe(true);
  });
});

describe('which rule', () => {
  test('the longest match decides, whatever the order', () => {
    const robots = 'User-agent: *\nDisallow: /\nAllow: /legal\nDisallow: /legal/drafts';
    expect(['/', '/legal/privacy', '/legal/drafts/1'].map((path) => mayRead(robots, path))).toEqual([false, true, false]);
  });

  test('of two equally long ones the kinder wins', () => {
    expect(mayRead('User-agent: *\nDisallow: /page\nAllow: /page', '/page')).toBe(true);
    expect(mayRead('User-agent: *\nAllow: /page\nDisallow: /page', '/page')).toBe(true);
  });

  test('an empty Disallow forbids nothing', () => {
    expect(decision('User-agent: *\nDisallow:', '/policy')).toEqual({ allowed: true, because: 'no-rule', agent: '*' });
  });

  test('robots.txt itself may always be read', () => {
    expect(mayRead('User-agent: *\nDisallow: /', '/robots.txt')).toBe(true);
  });

  test.each([
    ['/fish', ['/fish', '/fish.html', '/fishheads', '/fish?id=1'], ['/Fish', '/catfish', '/']],
    ['/fish/', ['/fish/', '/fish/salmon'], ['/fish', '/fish.html']],
    ['/*.php', ['/index.php', '/a/b.php?x', '/a.php5'], ['/', '/index.PHP']],
    ['/*.php$', ['/a.php', '/b/c.php'], ['/a.php?x', '/a.php5', '/a.php/']],
    ['/fish*.php', ['/fish.php', '/fishheads/catfish.php?x'], ['/Fish.PHP']],
    ['/$', ['/'], ['/a']],
    ['/a*b*c$', ['/abc', '/a-b-c-c'], ['/abcd', '/acb']],
    ['/a$b', ['/a$b', '/a%24b'], ['/a', '/ab']],
    ['*', ['/', '/anything'], []],
    ['/*a*', ['/a', '/bab'], ['/b']],
    ['/a**b', ['/ab', '/axb'], ['/b']],
    // RFC 9309, table 1 of section 2.2.2, and the star written as a character of section 2.2.3.
    ['/foo/bar?baz=quz', ['/foo/bar?baz=quz'], ['/foo/bar']],
    ['/foo/bar?baz=http://foo.bar', ['/foo/bar?baz=http%3A%2F%2Ffoo.bar', '/foo/bar?baz=http://foo.bar'], []],
    ['/foo/bar/ツ', ['/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84', '/foo/bar/ツ'], ['/foo/bar/']],
    ['/foo/bar/%E3%83%84', ['/foo/bar/ツ'], []],
    ['/foo/bar/%62%61%7A', ['/foo/bar/baz'], []],
    ['/foo%2Fbar', ['/foo%2fbar'], ['/foo/bar']],
    ['/star-%2A.html', ['/star-*.html'], ['/star-x.html']],
    ['/a b', ['/a%20b'], []],
    ['/100%', ['/100%25'], []],
    ['policy', [], ['/policy', '/']],
  ])('%s matches what it should', (pattern, matching, others) => {
    const robots = `User-agent: *\nDisallow: ${pattern}`;
    expect(matching.filter((path) => mayRead(robots, path))).toEqual([]);
    expect(others.filter((path) => !mayRead(robots, path))).toEqual([]);
  });

  test('agrees with a plain definition of stars on any short pattern', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 8 });
    const plain = (pattern: string, path: string): boolean => {
      const [head, ...tail] = [pattern.slice(0, 1), pattern.slice(1)];
      if (head === '') return true;
      if (head !== '*') return path.startsWith(head) && plain(tail.join(''), path.slice(1));
      return Array.from({ length: path.length + 1 }, (_, skip) => plain(tail.join(''), path.slice(skip))).some(Boolean);
    };
    fc.assert(
      fc.property(letters, fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 }), fc.boolean(), (pattern, path, toEnd) => {
        const all = (end: string): boolean => plain(`/${pattern}${end}`, `/${path}${end}`);
        // A character that occurs nowhere else stands for the end.
        expect(mayRead(`User-agent: *\nDisallow: /${pattern}${toEnd ? '$' : ''}`, `/${path}`)).toBe(!all(toEnd ? '.' : ''));
      }),
    );
  });
});

describe('files as they are', () => {
  test('may begin with a byte order mark, end lines in any way, and carry comments and odd spacing', () => {
    for (const newline of ['\n', '\r\n', '\r']) {
      const robots = ['\u{FEFF}USER-AGENT :  * # all', '  disallow:/a   # not this', 'garbage', 'Disallow /b'].join(newline);
      expect(['/a', '/b'].map((path) => mayRead(robots, path))).toEqual([false, true]);
    }
  });

  test('may be a web page: nothing is forbidden', () => {
    expect(decision('<!doctype html><html><body>User-agent is a word. Disallow: is too.</body></html>', '/policy')).toEqual({
      allowed: true,
      because: 'no-rule',
    });
  });

  test('may be empty, or not text at all', () => {
    expect(mayRead('', '/policy')).toBe(true);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => decision(bytes, '/policy').because !== 'ignored'));
  });

  test('count for their first 500 KiB', () => {
    const head = 'User-agent: *\nDisallow: /a\n';
    const filler = '#'.repeat(robotsBytes - head.length - 1);
    expect(mayRead(`${head}${filler}\nDisallow: /b`, '/a')).toBe(false);
    expect(mayRead(`${head}${filler}\nDisallow: /b`, '/b')).toBe(true);
  });

  test('of sixteen thousand starry rules are still answered', () => {
    const robots = `User-agent: *\n${'Disallow: /*a*a*a*a*a*a*a*a*b$\n'.repeat(16_000)}`;
    expect(mayRead(robots, `/${'a'.repeat(5000)}`)).toBe(true);
  });

  test('may name agents like parts of JavaScript', () => {
    expect(decision('User-agent: __proto__\nDisallow: /\nUser-agent: constructor\nDisallow: /', '/policy', 'constructor').allowed).toBe(
      false,
    );
    expect(mayRead('User-agent: __proto__\nDisallow: /', '/policy')).toBe(true);
  });
});

describe('Crawl-delay', () => {
  test('is the group’s that is followed', () => {
    const robots = 'User-agent: *\nCrawl-delay: 60\nDisallow: /a\n\nUser-agent: earshot\nDisallow: /b\nCrawl-delay: 2.5';
    expect(decision(robots, '/policy').crawlDelay).toBe(2.5);
    expect(decision(robots, '/policy', 'otherbot').crawlDelay).toBe(60);
  });

  test.each(['', 'soon', '-1', '1e9', 'Infinity', '9'.repeat(30)])('"%s" is no delay', (value) => {
    expect(decision(`User-agent: *\nCrawl-delay: ${value}\nDisallow: /a`, '/').crawlDelay).toBeUndefined();
  });
});
