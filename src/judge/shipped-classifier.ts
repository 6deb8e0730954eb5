import { classifierFrom } from './classify.ts';
import weights from './weights.json' with { type: 'json' };

/** The classifier trained on the texts in `training/`; loaded only for documents that their structure leaves in doubt. */
export const classify = classifierFrom(weights);
