import type { PdfBlock } from '../write-pdf.ts';

/** The ride service's supplement on sound in the car; it is served as a PDF. */
export const audioSupplement: readonly PdfBlock[] = [
  { kind: 'title', words: 'In-Ride Audio Recording Supplement' },
  { kind: 'paragraph', words: 'Effective date: February 1, 2026' },
  {
    kind: 'paragraph',
    words:
      'This Supplement to the Zipwend Privacy Notice describes how Zipwend Mobility, Inc. (“Zipwend”, “we”) handles sound that is recorded during rides. It applies in the cities in which in-ride audio recording is offered; a list of them is kept in the Safety Center of the app.',
  },
  { kind: 'heading', words: '1. What is recorded' },
  {
    kind: 'paragraph',
    words:
      'When audio recording is on, the microphone of the rider’s or the driver’s phone records the sound inside the vehicle, from the start of the ride until its end. The recording includes conversations between the rider and the driver, the voices of other passengers, telephone calls held in the vehicle, and background sounds such as the radio.',
  },
  {
    kind: 'paragraph',
    words:
      'A driver can switch on recording for all rides. In that case you are told before the ride that it will be recorded. If you do not wish to be recorded, you can cancel the ride without a fee; there is no other way for a rider to switch off a recording that the driver has started.',
  },
  { kind: 'heading', words: '2. Where recordings are kept' },
  {
    kind: 'paragraph',
    words:
      'Recordings are encrypted and stored on the phone that made them. Neither the rider nor the driver can listen to them. We do not receive a recording unless someone who took part in the ride sends it to us with a safety report.',
  },
  {
    kind: 'paragraph',
    words:
      'Recordings that are not sent to us are deleted from the phone after seven days. Recordings that are part of a safety report are kept by Zipwend for five years, or for as long as a claim or an investigation is open.',
  },
  { kind: 'heading', words: '3. What we do with recordings that are sent to us' },
  { kind: 'paragraph', words: 'If a recording is sent to us, we do the following with it:' },
  { kind: 'item', words: 'our safety agents listen to it in order to understand what happened;' },
  { kind: 'item', words: 'we transmit it to Cadwell Transcripts LLC, a company that produces a written transcript of it;' },
  { kind: 'item', words: 'we may use the recording and its transcript to train software that detects dangerous situations; and' },
  { kind: 'item', words: 'we may use it to decide whether a rider or a driver can continue to use Zipwend.' },
  {
    kind: 'paragraph',
    words: 'We do not use recordings for advertising, and we do not try to identify a person by the sound of his or her voice.',
  },
  { kind: 'heading', words: '4. Who else may receive a recording' },
  {
    kind: 'paragraph',
    words:
      'We disclose recordings to law enforcement agencies in response to a warrant, subpoena or court order. We may also disclose a recording without one if we believe in good faith that this is necessary to prevent death or serious physical harm. Recordings are given to insurance companies and their lawyers where they are relevant to a claim.',
  },
  { kind: 'heading', words: '5. Your choices' },
  {
    kind: 'paragraph',
    words:
      'You can turn off audio recording that you started yourself at any time under Account > Safety > Audio Recording, or by withdrawing the app’s permission to use the microphone in the settings of your phone. If you turn it off, you cannot attach a recording to a safety report, and reports may take longer to decide.',
  },
  {
    kind: 'paragraph',
    words:
      'To ask for a copy or for the deletion of a recording that was sent to us, write to privacy@zipwend.example. We cannot delete a recording while an investigation is open.',
  },
];
