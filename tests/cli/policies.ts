/** A policy of a maker that does not exist, long enough to be one. */
export const policy = `# Veldora Privacy Policy

Effective March 1, 2025

## Voice

When you press the microphone button, we share your voice recordings with a speech recognition provider that turns them into text. You can turn off
voice recognition at any time in the settings of the television.

## Sale

We do not sell your personal information. We keep the rest of this page short, because nobody reads a policy that goes on for longer than a film,
and because the television has little else to say about itself.
`;

/** The same with another sentence in it, so that the two can be told apart. */
export const otherPolicy = policy.replace(
  'We do not sell your personal information.',
  'We sell your personal information to other companies.',
);

export const frenchPolicy = `# Politique de confidentialité

${'Nous recueillons les données personnelles que vous nous fournissez lorsque vous utilisez nos services, et nous les partageons avec nos partenaires. '.repeat(6)}
`;
