import { describe, expect, it } from 'vitest';
import { extractGuarded } from '../../src/extract-guarded.ts';
import { extract } from '../../src/extract/extract.ts';
import type { Failure } from '../../src/model/failure.ts';
import type { Selection } from '../../src/model/maker.ts';

const page = `<!doctype html><html lang="en"><head><title>Privacy at Tellix</title></head><body>
<nav class="menu"><a href="/">Home</a> <a href="/shop">Shop</a></nav>
<main>
  <h1 id="title">Privacy</h1>
  <p class="date">Last updated on 3 May 2025.</p>
  <h2 id="one">What we collect</h2>
  <p>We collect the words that you speak to the remote control.</p>
  <ul><li>the programmes you watch</li><li class="noise">Subscribe to our letter!</li><li>the place you watch at</li></ul>
  <h2 id="two">Whom we tell</h2>
  <p>We hand the words on to a company that turns speech into text.</p>
  <h2 id="end">Contact</h2>
  <p>Write to us at any time about this policy.</p>
</main>
<footer class="footer"><p>Small print that belongs to the policy.</p></footer>
</body></html>`;

async function read(selection: Selection, html = page) {
  return await extract({ bytes: Buffer.from(html), url: 'https://tellix.example/privacy', contentType: 'text/html', selection });
}

async function textOf(selection: Selection, html = page): Promise<string> {
  const outcome = await read(selection, html);
  if (!outcome.ok) throw new Error(`${outcome.failure.kind}: ${outcome.failure.detail}`);
  return outcome.value.text.text;
}

async function failureOf(selection: Selection, html = page): Promise<Failure> {
  const outcome = await read(selection, html);
  if (outcome.ok) throw new Error(`read: ${outcome.value.text.text}`);
  return outcome.failure;
}

describe('select', () => {
  it('takes the elements that a selector matches, and nothing else', async () => {
    expect(await textOf({ select: ['main p'] })).toBe(
      'Last updated on 3 May 2025.\n' +
        'We collect the words that you speak to the remote control.\n' +
        'We hand the words on to a company that turns speech into text.\n' +
        'Write to us at any time about this policy.',
    );
  });

  it('joins several selections in the order written', async () => {
    expect(await textOf({ select: ['#two', '.date'] })).toBe('Whom we tell\nLast updated on 3 May 2025.');
  });

  it('reads what two selections share once', async () => {
    expect(await textOf({ select: ['ul', 'li', 'main .date'] })).toBe(
      'the programmes you watch\nSubscribe to our letter!\nthe place you watch at\nLast updated on 3 May 2025.',
    );
  });

  it.each([
    ['startBefore', 'endBefore', 'What we collect\nWe collect', 'turns speech into text.'],
    ['startAfter', 'endBefore', 'We collect', 'turns speech into text.'],
    ['startBefore', 'endAfter', 'What we collect\nWe collect', 'text.\nContact'],
    ['startAfter', 'endAfter', 'We collect', 'text.\nContact'],
  ])('takes a range from %s to %s', async (start, end, first, last) => {
    const text = await textOf({ select: [{ [start]: '#one', [end]: '#end' }] });
    expect(text.startsWith(first)).toBe(true);
    expect(text.endsWith(last)).toBe(true);
  });

  it('takes a range that starts and ends at different depths', async () => {
    expect(await textOf({ select: [{ startAfter: 'li.noise', endBefore: 'footer p' }] })).toBe(
      'the place you watch at\nWhom we tell\nWe hand the words on to a company that turns speech into text.\nContact\nWrite to us at any time about this policy.',
    );
  });

  it('believes that what is named is the policy, even where it is called a footer', async () => {
    expect(await textOf({ select: ['.footer'] })).toBe('Small print that belongs to the policy.');
  });

  it('leaves the title, the language and the links of the whole page', async () => {
    const outcome = await read({ select: ['.date'] });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        text: { title: 'Privacy at Tellix', language: 'en' },
        structure: { lang: 'en', links: [{ text: 'Home' }, { text: 'Shop' }] },
      },
    });
  });

  it('matches elements that browsers add and nobody wrote', async () => {
    const html = '<table id="t"><tr><td>We keep your voice for a year.</td></tr></table>';
    expect(await textOf({ select: ['table > tbody > tr'] }, html)).toBe('We keep your voice for a year.');
  });
});

describe('remove', () => {
  it('takes elements and ranges out of what is selected', async () => {
    const text = await textOf({ select: ['main'], remove: ['.noise', { startBefore: '#end', endAfter: 'main p:last-of-type' }] });
    expect(text).not.toContain('Subscribe');
    expect(text).not.toContain('Contact');
    expect(text).not.toContain('Write to us');
    expect(text).toContain('turns speech into text');
  });

  it('alone leaves the finding of the main content to the reader', async () => {
    const text = await textOf({ remove: ['.noise', '#end'] });
    expect(text).not.toContain('Home');
    expect(text).not.toContain('Subscribe');
    expect(text).toContain('the words that you speak');
  });

  it('is no trouble where it matches nothing', async () => {
    expect(await textOf({ select: ['.date'], remove: ['.gone', { startBefore: '.gone', endAfter: '#end' }] })).toBe(
      'Last updated on 3 May 2025.',
    );
  });
});

describe('a selector that does not fit the page', () => {
  it.each<readonly [string, Selection, string]>([
    ['an element that is not there', { select: ['.policy'] }, '".policy" matches nothing on the page'],
    ['several of which none is there', { select: ['.a', '.b'] }, '".a" matches nothing on the page'],
    [
      'the start of a range',
      { select: [{ startBefore: '.a', endBefore: '#end' }] },
      '".a", where the passage starts, matches nothing on the page',
    ],
    [
      'the end of a range',
      { select: [{ startBefore: '#one', endAfter: '.z' }] },
      '".z", where the passage ends, matches nothing on the page',
    ],
    [
      'a range backwards',
      { select: [{ startBefore: '#end', endBefore: '#one' }] },
      'the passage from "#end" to "#one" ends before it starts',
    ],
    ['an element without text', { select: ['main'], remove: ['main'] }, 'what the selectors match holds no text'],
    ['what is no selector', { select: ['main['] }, '"main[" is not a CSS selector'],
    ['a pseudo-class of browsers', { remove: [':-moz-drag-over'] }, '":-moz-drag-over" is not a CSS selector'],
  ])('is a failure with a name: %s', async (_, selection, detail) => {
    expect(await failureOf(selection)).toEqual({ kind: 'selector-unmatched', detail });
  });

  it('is told beside the text where another selector of the list matches', async () => {
    const outcome = await read({ select: ['.date', '.gone'] });
    expect(outcome).toMatchObject({ ok: true, value: { structure: { unmatched: ['".gone" matches nothing on the page'] } } });
  });
});

describe('selectors within limits', () => {
  const document = { url: 'https://tellix.example/privacy', contentType: 'text/html' };

  it('applies the same selection on another thread', async () => {
    const selection = { select: ['main p:not(.date):has(+ ul)'] };
    const outcome = await extractGuarded({ ...document, bytes: Buffer.from(page), selection });
    expect(outcome).toMatchObject({ ok: true, value: { text: { text: 'We collect the words that you speak to the remote control.' } } });
  });

  it('ends a selector that would take hours', async () => {
    const deep = `${'<div>'.repeat(2000)}We hear.${'</div>'.repeat(2000)}`;
    const endless = 'div:has(div:has(div:has(div:has(em))))';
    const outcome = await extractGuarded(
      { ...document, bytes: Buffer.from(deep), selection: { select: [endless] } },
      { milliseconds: 3000 },
    );
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-slow' } });
  });

  it('reads other formats whole, as Open Terms Archive does', async () => {
    const outcome = await extract({
      bytes: Buffer.from('# Privacy\n\nWe keep your voice.\n'),
      url: 'file:///p.md',
      selection: { select: ['.x'] },
    });
    expect(outcome).toMatchObject({ ok: true, value: { text: { text: 'Privacy\nWe keep your voice.' } } });
  });
});
