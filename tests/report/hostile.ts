import fc from 'fast-check';

/** Anything a page may hold, with the dangerous characters often. */
export const hostileText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\u001b[31m',
        '\u009b2J',
        '\u0007',
        '\u202e',
        '\u2066',
        '\u200b',
        '\ufeff',
        '\ud800',
        '\r\n',
        '\t',
        '\u{e0041}',
        '<b>',
        '@a',
        '|',
        '`',
        'word',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** What no output may hold: controls, direction overrides, line separators, and what draws nothing. */
export const dangerous =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]|\p{Surrogate}/u;
