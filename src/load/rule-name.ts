const namePattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

/** Whether a practice or lexicon may be called so: small letters, digits and single hyphens. */
export function isRuleName(name: string): boolean {
  return namePattern.test(name);
}
