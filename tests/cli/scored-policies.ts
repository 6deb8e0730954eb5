/** Policies of two made-up televisions that answer enough to be scored: one admits it all, one denies most of it. */
export const frankPolicy = `# Frank Television Privacy Policy

Effective March 1, 2026

## What we hear

When you press the microphone button, we record your voice. We share your voice recordings with a speech recognition provider that turns them into text.
We keep your voice recordings for two years. Our microphones also pick up background conversations.

## What you watch

We use automatic content recognition to recognise what is on your screen. We collect your viewing history.

## Who receives your information

We sell your personal information to other companies. We share your personal information with advertisers. We share your personal information with
our business partners for their own marketing purposes. We share your location with third parties. We collect your location.
We obtain information about you from data brokers. We share your personal information with our affiliates.
We may disclose your information to law enforcement when we believe in good faith that it is appropriate to protect our rights.

## Following you

We track your activities across other websites, apps and devices to show you interest-based advertising. We collect your advertising ID.
We do not respond to Do Not Track signals. We keep your personal information for as long as we need it.
`;

export const discreetPolicy = `# Discreet Television Privacy Policy

Effective March 1, 2026

## What we hear

We do not record your voice. We do not share your voice recordings with third parties. We do not keep your voice recordings. Our microphones never pick up
background conversations.

## What you watch

We do not use automatic content recognition. We do not collect your viewing history.

## Who receives your information

We do not sell your personal information. We do not share your personal information with advertisers. We do not share your personal information with
third parties for their own marketing purposes. We do not share your location with third parties. We do not collect your location.

## Following you

We do not track your activities across other websites, apps and devices. We honour Do Not Track signals.
You can delete your data at any time. You can opt out of the sharing of your personal information. You can turn off all features in the settings of the
television. We delete your personal information after 30 days.
`;
