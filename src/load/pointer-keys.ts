/** A JSON Pointer (RFC 6901), as ajv names places by, as keys: `/claims/0/does`. */
export function pointerKeys(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
