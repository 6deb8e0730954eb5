import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReplies, replyFrom } from '../../src/load/replies.ts';
import { shippedVoices } from '../../src/load/shipped-makers.ts';
import { UserError } from '../../src/model/user-error.ts';

const head = '---\ndate: 2026-11-01\nby: The press office of Tellix\nabout: voice/third-party\n---\n';

function read(text: string, practices?: readonly string[]) {
  return replyFrom('tellix', 'policies/tellix/replies/2026-11-01.md', Buffer.from(text), practices);
}

function mistakesIn(text: string, practices?: readonly string[]): readonly string[] {
  const outcome = read(text, practices);
  return 'mistakes' in outcome ? outcome.mistakes.map(({ line, column, message }) => `${line}:${column}: ${message}`) : [];
}

describe("a maker's reply", () => {
  it('is its date, its author, what it is about and plain paragraphs', () => {
    expect(read(`${head}\nWe no longer do this\nsince *May*.\n\n\n<script>alert(1)</script>\n`)).toEqual({
      reply: {
        id: 'tellix/2026-11-01',
        maker: 'tellix',
        date: '2026-11-01',
        by: 'The press office of Tellix',
        about: 'voice/third-party',
        text: 'We no longer do this since *May*.\n\n<script>alert(1)</script>',
      },
    });
  });

  it('may be about one finding, and may come from Windows', () => {
    const written = head.replace('voice/third-party', "'0123456789abcdef'").replaceAll('\n', '\r\n');
    expect(read(`\u{FEFF}${written}No.\r\n`)).toMatchObject({ reply: { about: '0123456789abcdef', text: 'No.' } });
  });

  it.each([
    ['no head', 'We deny it.\n', '1:1: a reply begins with its date:, by: and about: between two lines of "---".'],
    ['no date', `${head.replace(/date.*\n/u, '')}No.\n`, '2:1: "date" is missing: a day of the calendar, as YYYY-MM-DD, in quotes or not.'],
    [
      'a day that is none',
      `${head.replace('2026-11-01', '2026-11-31')}No.\n`,
      '2:7: "date" is a day of the calendar, as YYYY-MM-DD, in quotes or not.',
    ],
    [
      'a key that is misspelt',
      `${head.replace('about: v', 'abuot: x\nabout: v')}No.\n`,
      '4:1: there is no "abuot" here. Did you mean about?',
    ],
    [
      'what is no practice',
      `${head.replace('voice/third-party', 'voices')}No.\n`,
      '4:8: "about" is a practice, such as voice/third-party, or the 16 hex digits of a finding, in quotes.',
    ],
    ['no text', head, '6:1: the reply has no text.'],
    ['a book', `${head}${'No. '.repeat(6000)}\n`, '6:1: a reply has at most 20,000 characters.'],
  ])('with %s is a mistake with its place', (_, text, expected) => {
    expect(mistakesIn(text)).toEqual([expected]);
  });

  it('is about a practice that there is', () => {
    expect(mistakesIn(`${head}No.`, ['voice/third-party'])).toEqual([]);
    expect(mistakesIn(`${head}No.`, ['voice/third-parties'])).toEqual([
      '4:8: there is no practice voice/third-party. Did you mean voice/third-parties?',
    ]);
  });
});

describe("a maker's folder of replies", () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earshot-replies-'));
    await mkdir(join(folder, 'tellix', 'replies'), { recursive: true });
    await writeFile(join(folder, 'tellix', 'replies', 'first.md'), `${head.replace('2026-11-01', '2025-01-01')}One.`);
    await writeFile(join(folder, 'tellix', 'replies', 'second.md'), `${head}Two.`);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  it('is read from the newest to the oldest', async () => {
    expect((await readReplies(folder, 'tellix')).map(({ id }) => id)).toEqual(['tellix/second', 'tellix/first']);
  });

  it('may be missing', async () => {
    expect(await readReplies(folder, 'avono')).toEqual([]);
  });

  it('names the mistakes of its files', async () => {
    await writeFile(join(folder, 'tellix', 'replies', 'third.md'), 'No.');
    await expect(readReplies(folder, 'tellix')).rejects.toThrow(UserError);
    await rm(join(folder, 'tellix', 'replies', 'third.md'));
    await writeFile(join(folder, 'tellix', 'replies', 'A b.md'), head);
    await expect(readReplies(folder, 'tellix')).rejects.toThrow('is named with small letters, digits and hyphens');
    await rm(join(folder, 'tellix', 'replies', 'A b.md'));
  });
});

describe('what the program was built with', () => {
  it('has replies and verdicts without mistakes', async () => {
    const { replies, reviews } = await shippedVoices();
    expect(replies).toBeInstanceOf(Array);
    expect(reviews).toBeInstanceOf(Map);
  });
});
