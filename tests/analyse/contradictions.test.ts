import { describe, expect, it } from 'vitest';
import { contradictionsIn } from '../../src/analyse/contradictions.ts';
import type { Finding } from '../../src/model/finding.ts';

let serial = 0;

const finding = (practice: string, stance: Finding['stance'], more: Partial<Finding> = {}): Finding => {
  serial += 1;
  return {
    id: String(serial).padStart(16, '0'),
    practice,
    concern: 'voice',
    stance,
    severity: 'grave',
    confidence: 'high',
    hedged: false,
    conditions: [],
    actor: 'maker',
    quote: 'A sentence.',
    span: [serial * 100, serial * 100 + 11],
    policy: 0,
    section: [],
    ...more,
  };
};
const because = 'What is never recorded cannot be sent.';
const pairs = [{ denies: 'voice/capture', does: 'voice/third-party', reason: because }];

describe('contradictions', () => {
  it('are an admission and a denial of one practice, of any two documents', () => {
    const does = finding('sharing/sale', 'does', { policy: 1, confidence: 'medium' });
    const denies = finding('sharing/sale', 'denies');
    expect(contradictionsIn([does, denies], [])).toEqual([{ practice: 'sharing/sale', findings: [does.id, denies.id] }]);
  });

  it('are the pairs of practices of which one rules the other out, with the reason', () => {
    const does = finding('voice/third-party', 'does', { policy: 1 });
    const denies = finding('voice/capture', 'denies');
    expect(contradictionsIn([does, denies], pairs)).toEqual([
      { practice: 'voice/third-party', denies: 'voice/capture', reason: because, findings: [does.id, denies.id] },
    ]);
  });

  it('are not the same pair the other way round', () => {
    expect(contradictionsIn([finding('voice/third-party', 'denies'), finding('voice/capture', 'does')], pairs)).toEqual([]);
  });

  it('are not made of what was read with low confidence', () => {
    expect(contradictionsIn([finding('sharing/sale', 'does'), finding('sharing/sale', 'denies', { confidence: 'low' })], [])).toEqual([]);
  });

  it('are not within one sentence, of one practice or of two', () => {
    const span = [5, 50] as const;
    expect(contradictionsIn([finding('sharing/sale', 'does', { span }), finding('sharing/sale', 'denies', { span })], [])).toEqual([]);
    expect(contradictionsIn([finding('voice/third-party', 'does', { span }), finding('voice/capture', 'denies', { span })], pairs)).toEqual(
      [],
    );
  });

  it('are not made of a denial under a condition', () => {
    const denies = finding('sharing/sale', 'denies', { conditions: ['consent'] });
    expect(contradictionsIn([finding('sharing/sale', 'does'), denies], [])).toEqual([]);
  });
});
