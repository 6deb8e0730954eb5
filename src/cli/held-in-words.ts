import type { KeptSnapshot } from '../model/archive.ts';
import { harmless } from '../report/harmless.ts';

/** Why a snapshot is held, in words that need no other. */
export function heldInWords({ because, detail }: Pick<KeptSnapshot, 'because' | 'detail'>): string {
  if (because === 'unconfirmed') return 'nobody has seen this text twice yet';
  return harmless(detail ?? because.replaceAll('-', ' '));
}
