/**
 * Milliseconds a `Retry-After` header asks to wait from `now` (milliseconds since the epoch), 0 for a time already past; undefined where there is no header or
 * none that can be read. Seconds or a date: RFC 9110 section 10.2.3.
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const value = header?.trim() ?? '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Dates begin with the day's name in all three forms of section 5.6.7; Date.parse alone would take "1.5" for January 2001.
  const at = /^[A-Za-z]{3}/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
