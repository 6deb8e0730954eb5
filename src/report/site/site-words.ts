import type { Concern } from '../../model/finding.ts';
import type { Kind } from '../../model/kind.ts';
import type { Answer } from '../../model/report.ts';
import type { NoPlace } from '../../model/score.ts';

/** One product of a kind, and several. */
export const kindWords: Readonly<Record<Kind, { readonly one: string; readonly many: string }>> = {
  tv: { one: 'TV', many: 'TVs' },
  streaming: { one: 'streaming service', many: 'Streaming services' },
  voice: { one: 'voice assistant', many: 'Voice assistants' },
  phone: { one: 'phone or computer', many: 'Phones and computers' },
  ride: { one: 'ride or travel service', many: 'Ride and travel services' },
  carrier: { one: 'phone or internet carrier', many: 'Phone and internet carriers' },
  social: { one: 'social app', many: 'Social apps' },
  photo: { one: 'photo or file service', many: 'Photo and file services' },
  camera: { one: 'camera or doorbell', many: 'Cameras and doorbells' },
  wearable: { one: 'wearable or health app', many: 'Wearables and health apps' },
  car: { one: 'car', many: 'Cars' },
  device: { one: 'other device or app', many: 'Other devices and apps' },
};

/** What a reader asks of a concern: "Which TVs" + "listen the least?". */
export const concernQuestion: Readonly<Record<Concern, string>> = {
  voice: 'listen the least?',
  location: 'follow where you are the least?',
  sharing: 'hand on the least?',
  government: 'give authorities the least?',
  viewing: 'watch what you do the least?',
  biometric: 'read your body the least?',
  tracking: 'track you the least?',
  retention: 'keep your data the shortest?',
  control: 'leave you the most choice?',
};

/** An answer in a table's cell. */
export const answerWords: Readonly<Record<Answer | 'perhaps', string>> = {
  does: 'Yes',
  denies: 'No',
  both: 'Says both',
  perhaps: 'Perhaps',
  silent: 'Silent',
  'not-assessed': 'Not read',
};

/** Why a product is not ranked. */
export const noPlaceWords: Readonly<Record<NoPlace, string>> = {
  'nothing-read': 'no document could be read',
  'part-read': 'a document of the product could not be read, and might admit anything',
  'part-asked': 'not every concern was looked for',
  coverage: 'its policy answers too little for a number to mean anything',
  'not-scored': 'it was not scored',
  'too-old': 'its policy was read too long ago',
};

/** An ISO 3166 code as the English name of the country; nothing where it names none. */
export function seatWords(code: string): string {
  if (!/^[A-Z]{2}$/u.test(code)) return '';
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) ?? '';
}

/** A kind's plural inside a sentence: "TVs", "streaming services". */
export function lowered(many: string): string {
  return /^[A-Z]{2}/u.test(many) ? many : many.charAt(0).toLowerCase() + many.slice(1);
}
