import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { waiversSchema } from '../../src/load/waiver-schema.ts';
import { readWaivers, waiversFrom } from '../../src/load/waivers.ts';
import { UserError } from '../../src/model/user-error.ts';

const entry = `  - finding: "0123456789abcdef"
    owner: Jo Park
    reason: The feature is switched off in our offices.
    expires: 2027-01-31
`;
const read = (text: string) => waiversFrom('waivers.yaml', new TextEncoder().encode(text));
const complaint = (text: string): string => {
  try {
    read(text);
    return '';
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

describe('a file of waivers', () => {
  it('gives each finding with who answers for it, why, and until when', () => {
    expect(read(`# Ours.\nwaivers:\n${entry}`)).toEqual([
      {
        finding: '0123456789abcdef',
        owner: 'Jo Park',
        reason: 'The feature is switched off in our offices.',
        expires: '2027-01-31',
      },
    ]);
    expect(read('waivers: []\n')).toEqual([]);
  });

  it.each([
    ['waivers:\n  - finding: nonsense\n', 'waivers.yaml:2:14: "finding" is the id of a finding'],
    ['waivers:\n  - finding: 1234567890123456\n', '"finding" is 16 hex digits in quotes'],
    [`waivers:\n${entry.replace('2027-01-31', '2027-02-30')}`, 'waivers.yaml:5:14: "expires" is a day of the calendar'],
    [`waivers:\n${entry.replace('owner', 'ownr')}`, 'waivers.yaml:3:5: there is no "ownr" here. Did you mean owner?'],
    [`waivers:\n${entry.replace('Jo Park', '" "')}`, '"owner" is empty'],
    [`waivers:\n${entry.replace(/ {4}expires.*\n/u, '')}`, 'waivers.yaml:2:5: "expires" of a waiver is missing'],
    [`waivers:\n${entry}${entry}`, 'waivers.yaml:6:14: "0123456789abcdef" is waived twice'],
    ['waivers: {}\n', '"waivers" must be a list'],
    ['[]\n', 'the file holds "waivers:"'],
    ['waivers: [\n', 'waivers.yaml:'],
    [`waivers:\n${entry.replace('owner', 'x\u001b[31m')}`, '�[31m'],
  ])('says line and column of a mistake: %j', (text, message) => {
    expect(complaint(text)).toContain(message);
  });

  it('that is missing is a mistake', async () => {
    await expect(readWaivers('/nowhere/waivers.yaml')).rejects.toThrow(UserError);
  });

  it('is what the published schema describes', () => {
    const path = fileURLToPath(new URL('../../policies/waivers.schema.json', import.meta.url));
    const text = `${JSON.stringify(waiversSchema, null, 2)}\n`;
    if (process.env['EARSHOT_UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
