/**
 * One token of JSON with the blanks before it (RFC 8259). Each character of a string has one way to match,
 * so that a string that never ends costs no more than its length.
 */
const token =
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;
const blanks = /[ \t\n\r]*/uy;

/** Where a text stops being JSON, and what was expected there: `JSON.parse` of some versions of Node names no place. */
export interface JsonFault {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

type Expected = 'a value' | 'a key in double quotes' | '":"' | '"," or "}"' | '"," or "]"' | 'the end of the file';

/** The first fault of a text that `JSON.parse` has refused. */
export function jsonFault(text: string): JsonFault {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'a value';
  let mayClose = false;
  let at = text.startsWith('\u{FEFF}') ? 1 : 0;
  const afterValue = (): Expected => {
    const around = open.at(-1);
    return around === undefined ? 'the end of the file' : around === '{' ? '"," or "}"' : '"," or "]"';
  };
  for (;;) {
    token.lastIndex = at;
    const match = token.exec(text);
    const [, sign, string, plain] = match ?? [];
    if (match === null) return faultAt(text, at, expected);
    const isValue = string !== undefined || plain !== undefined;
    if (expected === 'a value' && (sign === '{' || sign === '[')) {
      open.push(sign);
      expected = sign === '{' ? 'a key in double quotes' : 'a value';
      mayClose = true;
    } else if ((sign === '}' || sign === ']') && (mayClose || expected.startsWith('","')) && open.at(-1) === (sign === '}' ? '{' : '[')) {
      open.pop();
      expected = afterValue();
      mayClose = false;
    } else {
      if (expected === 'a value' && isValue) expected = afterValue();
      else if (expected === 'a key in double quotes' && string !== undefined) expected = '":"';
      else if (expected === '":"' && sign === ':') expected = 'a value';
      else if (expected.startsWith('","') && sign === ',') expected = open.at(-1) === '{' ? 'a key in double quotes' : 'a value';
      else return faultAt(text, at, expected);
      mayClose = false;
    }
    at = token.lastIndex;
  }
}

function faultAt(text: string, from: number, expected: Expected): JsonFault {
  blanks.lastIndex = from;
  blanks.exec(text);
  const before = text.slice(0, blanks.lastIndex);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  const isEnd = blanks.lastIndex >= text.length;
  return {
    line,
    column,
    message: isEnd ? `the file ends where ${expected} is missing.` : `this is not JSON: here ${expected} is expected.`,
  };
}
