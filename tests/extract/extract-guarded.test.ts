import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { extractGuarded } from '../../src/extract-guarded.ts';
import { extract } from '../../src/extract/extract.ts';
import { pdfBomb } from '../helpers/pdfs.ts';

const document = (text: string, url = 'https://a.example/p.html'): { readonly bytes: Uint8Array; readonly url: string } => ({
  bytes: new TextEncoder().encode(text),
  url,
});

const paragraph = '<p>We <b>record</b> what you say to the set, and share it with:</p><ul><li>partners</li><li>courts</li></ul>';

describe('extractGuarded', () => {
  it('reads a small page', async () => {
    expect(await extractGuarded(document(`<html><body>${paragraph}`))).toEqual(await extract(document(`<html><body>${paragraph}`)));
  });

  it('reads a large page in a worker, with the same result', async () => {
    const large = document(`<!doctype html><body>${paragraph.repeat(6000)}`);
    const guarded = await extractGuarded(large);
    expect(guarded.ok && guarded.value.text.blocks.length).toBe(18_000);
    expect(guarded).toEqual(await extract(large));
  });

  it('reads a PDF in a worker', async () => {
    const pdf = await PDFDocument.create();
    pdf.addPage().drawText('We record what you say to the remote control and share it with partners.', { x: 20, y: 400, size: 10 });
    const outcome = await extractGuarded({ bytes: await pdf.save(), url: 'https://a.example/p' });
    expect(outcome).toMatchObject({ ok: true, value: { text: { words: 14 } } });
  });

  it('refuses a document above the limit without reading it', async () => {
    const outcome = await extractGuarded({ bytes: new Uint8Array(20_000_001).fill(0x61), url: 'https://a.example/p.txt' });
    expect(outcome).toEqual({ ok: false, failure: { kind: 'too-large', detail: 'the document has 20 MB, the limit is 20 MB' } });
  });

  it('refuses 100,000 nested tags', async () => {
    const outcome = await extractGuarded(document(`<!doctype html>${'<div>'.repeat(100_000)}x${'</div>'.repeat(100_000)}`));
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-deep' } });
  });

  it('takes another depth', async () => {
    expect(await extractGuarded(document(`<html>${'<div>'.repeat(60)}x`), { depth: 50 })).toMatchObject({
      ok: false,
      failure: { kind: 'too-deep' },
    });
  });

  it('ends a reading that takes too long', async () => {
    const outcome = await extractGuarded(document(`<!doctype html><body>${paragraph.repeat(50_000)}`), { milliseconds: 20 });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-slow', detail: 'reading it took more than 0.02 s' } });
  });

  it('ends a reading that takes too much memory', async () => {
    const outcome = await extractGuarded(document(`<!doctype html><body>${'<p>a'.repeat(1_000_000)}`), {
      heapMegabytes: 40,
      milliseconds: 60_000,
    });
    expect(outcome).toMatchObject({ ok: false, failure: { kind: 'too-large', detail: 'reading it takes more than 40 MiB of memory' } });
  });

  it('ends the reading of a PDF of a few kilobytes that unpacks to more memory than is given', async () => {
    const bytes = pdfBomb(400_000_000);
    expect(bytes.length).toBeLessThan(100_000);
    const outcome = await extractGuarded({ bytes, url: 'https://a.example/p.pdf' }, { processMegabytes: 150, milliseconds: 60_000 });
    expect(outcome).toEqual({ ok: false, failure: { kind: 'too-large', detail: 'reading it takes more than 150 MiB of memory' } });
  });

  it('reads a page of nearly 20 MB within the limits', async () => {
    const filler = `<script>${'x'.repeat(18_000_000)}</script>`;
    expect(await extractGuarded(document(`<!doctype html><body>${filler}${paragraph}`))).toMatchObject({
      ok: true,
      value: { text: { words: 14 } },
    });
  });

  it('names the type of what it cannot read', async () => {
    const outcome = await extractGuarded({ bytes: Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), url: 'https://a.example/p.html' });
    expect(outcome).toEqual({ ok: false, failure: { kind: 'unsupported-type', detail: 'it is a JPEG image' } });
  });
});
