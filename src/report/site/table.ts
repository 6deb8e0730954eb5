import { harmless } from '../harmless.ts';

/** What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"), also in full width. */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** Rows as CSV by RFC 4180, with a header; text is made harmless and never becomes a formula, numbers stay numbers. */
export function table(header: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = harmless(value ?? '');
  const safe = formula.test(text) || /^\s/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
