import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from '../../src/load/json-fault.ts';

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe('the fault of a text that is no JSON', () => {
  it.each([
    ['{"a": x}', '1:7: this is not JSON: here a value is expected.'],
    ['{"a": 1,}', '1:9: this is not JSON: here a key in double quotes is expected.'],
    ['[1,\n 2,\n]', '3:1: this is not JSON: here a value is expected.'],
    ['{"a" 1}', '1:6: this is not JSON: here ":" is expected.'],
    ["{'a': 1}", '1:2: this is not JSON: here a key in double quotes is expected.'],
    ['{"a": 1', '1:8: the file ends where "," or "}" is missing.'],
    ['[1 2]', '1:4: this is not JSON: here "," or "]" is expected.'],
    ['{} {}', '1:4: this is not JSON: here the end of the file is expected.'],
    ['{"a": "tab\tin it"}', '1:7: this is not JSON: here a value is expected.'],
    ['[1}', '1:3: this is not JSON: here "," or "]" is expected.'],
    ['', '1:1: the file ends where a value is missing.'],
  ])('has its place: %s', (text, expected) => {
    const { line, column, message } = jsonFault(text);
    expect(`${line}:${column}: ${message}`).toBe(expected);
  });

  it.each([
    ['a string that never ends', `{"a": "${'a'.repeat(500_000)}`],
    ['a string of escapes that never ends', `["${'\\\\n'.repeat(250_000)}`],
    ['lists in lists', '['.repeat(500_000)],
    ['blanks', ' '.repeat(900_000)],
    ['a number', `${'1'.repeat(500_000)}x`],
  ])('is found in time that grows with the text: %s', (_, text) => {
    expect(jsonFault(text).line).toBe(1);
  });

  it('is found in any text that is none, and lies within it', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', 'x', '[', ':', '\u0001'))
      .map(([json, at, put]) => json.slice(0, at % (json.length + 1)) + put + json.slice((at % (json.length + 1)) + 1))
      .filter((text) => !isJson(text));
    fc.assert(
      fc.property(broken, (text) => {
        const { line, column } = jsonFault(text);
        const lines = text.split('\n');
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        // What stands before the fault is the beginning of some JSON text: no token of it is the culprit.
        expect(column).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});
