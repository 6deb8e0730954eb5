// A worker of `npm run learn`: solves one linear support vector machine after the other, of a matrix that all workers share.
import { parentPort, workerData } from 'node:worker_threads';
import { dice } from './dice.mjs';

/**
 * Weights of a linear classifier, each times what its feature counts by, and its bias behind them: L2 loss, L2 regularisation, by dual coordinate descent (Hsieh et al., "A Dual Coordinate
 * Descent Method for Large-scale Linear SVM", ICML 2008). `answers` is 1, -1, or 0 for a row that is left out. The same input gives the same weights.
 */
export function solve({ starts, features, scales, squares, columns }, answers, cost, passes = 15) {
  const weights = new Float32Array(columns + 1);
  const dual = new Float32Array(scales.length);
  const rows = Int32Array.from(answers.keys()).filter((row) => answers[row] !== 0);
  const diagonal = 0.5 / cost;
  const random = dice(1);
  for (let pass = 0; pass < passes; pass++) {
    for (let last = rows.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [rows[last], rows[other]] = [rows[other], rows[last]];
    }
    for (const row of rows) {
      const answer = answers[row];
      const scale = scales[row];
      const [from, to] = [starts[row], starts[row + 1]];
      let sum = 0;
      for (let k = from; k < to; k++) sum += weights[features[k]];
      const gradient = answer * (sum * scale + weights[columns]) - 1 + dual[row] * diagonal;
      if (dual[row] === 0 && gradient >= 0) continue;
      const before = dual[row];
      // 2: a row is scaled to length 1, and the bias adds 1.
      dual[row] = Math.max(0, before - gradient / (2 + diagonal));
      const step = (dual[row] - before) * answer;
      if (step === 0) continue;
      for (let k = from; k < to; k++) weights[features[k]] += step * scale * squares[features[k]];
      weights[columns] += step;
    }
  }
  return weights;
}

const { matrix, cost } = workerData;
parentPort.on('message', ({ job, answers }) => {
  const weights = solve(matrix, answers, cost);
  parentPort.postMessage({ job, result: weights }, [weights.buffer]);
});
