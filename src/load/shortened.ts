/** What a person wrote, short enough for a message and without anything that a terminal would obey. */
export function shortened(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '\u{FFFD}');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}
