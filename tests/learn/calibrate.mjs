// Fits what turns the margin of the sentence classifier and the word of the rules into one probability.

/** What pulls the terms of single claims towards 0: few labels move them little. */
const ridge = 1;
const rounds = 400;

/**
 * The calibration (src/analyse/sentence-classifier.ts) that fits the labels best, by logistic regression over the sentences that the rules were not
 * tuned to. `margins` are of sentences whose maker was held out.
 */
export function calibrate(samples, claims, margins, { leastMargin, oppositeOf, evidenceFor, evidenceNames, confidenceOf }) {
  const general = evidenceNames.length;
  const cases = [];
  for (const [row, sample] of samples.entries()) {
    if (sample.isTuned) continue;
    for (const [claim, name] of claims.entries()) {
      const isRuled = sample.ruled.has(name);
      const margin = margins[row][claim];
      if ((!isRuled && margin < leastMargin) || sample.optional.has(name)) continue;
      const pieces = evidenceFor(name, margin, margins[row][claims.indexOf(oppositeOf(name))] ?? -1, sample);
      cases.push({ claim, pieces, isRuled, isRight: sample.firm.has(name) ? 1 : 0 });
    }
  }
  const size = general + 2 * claims.length;
  const weights = new Float64Array(size);
  const sumOf = ({ claim, pieces, isRuled }) =>
    pieces.reduce(
      (sum, piece, k) => sum + piece * weights[k],
      weights[general + claim] + (isRuled ? weights[general + claims.length + claim] : 0),
    );
  // Adam (Kingma and Ba, 2015) over all cases at once.
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  for (let round = 1; round <= rounds; round++) {
    const slope = new Float64Array(size);
    for (const one of cases) {
      const error = 1 / (1 + Math.exp(-sumOf(one))) - one.isRight;
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
  report(
    cases.map((one) => ({ ...one, likely: 1 / (1 + Math.exp(-sumOf(one))) })),
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

/** Prints how right the two are together on the sentences they were calibrated on, and the rules alone. */
function report(cases, samples, claims, confidenceOf) {
  const labelled = samples
    .filter(({ isTuned }) => !isTuned)
    .reduce((sum, { firm }) => sum + claims.filter((claim) => firm.has(claim)).length, 0);
  const f1 = (list) => {
    const right = list.filter(({ isRight }) => isRight).length;
    return `P ${(right / list.length).toFixed(3)}  R ${(right / labelled).toFixed(3)}  F1 ${((2 * right) / (list.length + labelled)).toFixed(4)}`;
  };
  console.log(`sentences that neither has seen: ${labelled} labels`);
  console.log(`  rules alone  ${f1(cases.filter(({ isRuled }) => isRuled))}`);
  for (const least of [0.3, 0.33, 0.36, 0.4, 0.45, 0.5])
    console.log(`  from ${least.toFixed(2)}    ${f1(cases.filter(({ likely }) => likely >= least))}`);
  for (const confidence of ['high', 'medium', 'low']) {
    const list = cases.filter(({ likely }) => confidenceOf(likely) === confidence);
    const right = list.filter(({ isRight }) => isRight).length;
    console.log(`  ${confidence}: ${right} right of ${list.length}, ${(right / list.length).toFixed(3)}`);
  }
}
