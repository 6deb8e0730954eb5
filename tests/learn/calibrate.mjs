// Fits what turns the margin of the sentence classifier and the word of the rules into one probability.

/** What pulls the terms of single claims towards 0: few labels move them little. */
const ridge = 1;
const rounds = 400;

/**
 * The calibration (src/analyse/classifier/calibration.ts) that fits the labels best, by logistic regression over the sentences that the rules were not
 * tuned to, and is as strict as the labels of `gold/dev` are. `margins`, `logits` (of the network) and `leadMargins` (of the sentence that leads to each, or null) are
 * of what was learned without the sentence's maker.
 */
export function calibrate(
  samples,
  claims,
  { margins, logits, leadMargins },
  { leastMargin, no, oppositeOf, evidenceFor, evidenceNames, confidenceOf, probabilityOf },
) {
  const general = evidenceNames.length;
  const cases = [];
  for (const [row, sample] of samples.entries()) {
    for (const [claim, name] of claims.entries()) {
      const isRuled = sample.ruled.has(name);
      const margin = margins[row][claim];
      if ((!isRuled && margin < leastMargin) || sample.optional.has(name)) continue;
      const scoresOf = (k) => (k < 0 ? no : { margin: margins[row][k], logit: logits[row][k] });
      const leadMargin = leadMargins[row]?.[claim] ?? null;
      const pieces = evidenceFor(name, scoresOf(claim), scoresOf(claims.indexOf(oppositeOf(name))), { ...sample, leadMargin });
      const isShared = sample.shared.has(name);
      cases.push({ sample, claim, pieces, isRuled, isShared, isRight: isShared || sample.firm.has(name) ? 1 : 0 });
    }
  }
  // What the rules find in texts that they were tuned to says too much for them.
  const fitted = cases.filter(({ sample, isShared }) => !sample.isTuned && !isShared);
  const size = general + 2 * claims.length;
  const weights = new Float64Array(size);
  const likelihoodOf = ({ claim, pieces, isRuled }) =>
    probabilityOf(pieces, weights, weights[general + claim] + (isRuled ? weights[general + claims.length + claim] : 0));
  // Adam (Kingma and Ba, 2015) over all cases at once.
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    const slope = new Float64Array(size);
    for (const one of fitted) {
      const error = likelihoodOf(one) - one.isRight;
      for (const [k, piece] of one.pieces.entries()) slope[k] += error * piece;
      slope[general + one.claim] += error;
      if (one.isRuled) slope[general + claims.length + one.claim] += error;
    }
    for (let k = 0; k < size; k++) {
      if (k >= general) slope[k] += ridge * weights[k];
      mean[k] = 0.9 * mean[k] + 0.1 * slope[k];
      square[k] = 0.99 * square[k] + 0.01 * slope[k] ** 2;
      weights[k] -= (0.05 * (mean[k] / (1 - 0.9 ** round))) / (Math.sqrt(square[k] / (1 - 0.99 ** round)) + 1e-6);
    }
  }
  weights[evidenceNames.indexOf('always')] += strictness(
    cases.filter(({ sample }) => sample.set === 'dev').map((one) => ({ ...one, likely: likelihoodOf(one) })),
  );
  report(
    cases.map((one) => ({ ...one, likely: likelihoodOf(one) })),
    samples,
    claims,
    confidenceOf,
  );
  return {
    evidence: Object.fromEntries(evidenceNames.map((name, k) => [name, weights[k]])),
    claims: Array.from(weights.subarray(general, general + claims.length)),
    ruledClaims: Array.from(weights.subarray(general + claims.length)),
  };
}

/**
 * What must be added to the logit of each case so that as many are right as their probabilities say (Newton's method). Two readers agreed on each label of `gold/dev`, and
 * one gave most of those that are learned from: of what is likely by these, `gold/dev` has less.
 */
function strictness(cases) {
  const logits = cases
    .filter(({ isShared }) => !isShared)
    .map(({ likely, isRight }) => ({ logit: Math.log(likely / (1 - likely)), isRight }));
  let added = 0;
  for (let round = 0; round < 50 && logits.length > 0; round++) {
    let slope = 0;
    let bend = 0;
    for (const { logit, isRight } of logits) {
      const likely = 1 / (1 + Math.exp(-logit - added));
      slope += likely - isRight;
      bend += likely * (1 - likely);
    }
    added -= slope / bend;
  }
  console.log(`strictness ${added.toFixed(3)}`);
  return added;
}

/** Of some cases the likeliest of each unit and claim: a unit that two sentences say something of says it once. */
function perUnit(cases) {
  const best = new Map();
  for (const one of cases)
    for (const unit of one.sample.units) {
      const key = `${unit} ${one.claim}`;
      if (!(best.get(key)?.likely >= one.likely)) best.set(key, one);
    }
  return [...best.values()];
}

/** Prints how right the two are together, and the rules alone, on units whose maker the classifier did not see: set by set, then by confidence. */
function report(cases, samples, claims, confidenceOf) {
  const shown = [...new Set(samples.map(({ set }) => set))].map((set) => ({ name: set, isShown: (sample) => sample.set === set }));
  for (const { name, isShown } of [...shown, { name: 'not tuned to', isShown: ({ isTuned }) => !isTuned }]) {
    const labels = samples
      .filter(isShown)
      .flatMap(({ units, firm }) => claims.flatMap((claim) => (firm.has(claim) ? units.map((unit) => `${unit} ${claim}`) : [])));
    const labelled = new Set(labels).size;
    const own = cases.filter(({ sample }) => isShown(sample));
    const figures = (list) => {
      const right = list.filter(({ isRight }) => isRight === 1).length;
      const [precision, recall, f1] = [right / list.length, right / labelled, (2 * right) / (list.length + labelled)];
      return `P ${precision.toFixed(3)}  R ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`;
    };
    console.log(`${name}: ${labelled} labels`);
    console.log(`  rules alone     ${figures(perUnit(own.filter(({ isRuled }) => isRuled)))}`);
    const found = perUnit(own.filter(({ likely }) => confidenceOf(likely) !== null));
    console.log(`  with classifier ${figures(found)}`);
    for (const confidence of ['high', 'medium', 'low']) {
      const list = found.filter(({ likely }) => confidenceOf(likely) === confidence);
      const right = list.filter(({ isRight }) => isRight === 1).length;
      console.log(`  ${confidence}: ${right} right of ${list.length}, ${(right / list.length).toFixed(3)}`);
    }
  }
}
