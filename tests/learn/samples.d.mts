/** SHA-256 over all labels that the classifier learns from. */
export function learnedVersion(): string;
