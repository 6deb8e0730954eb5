// Adds up what the test runners counted, from the files they wrote into the folder given. The last step of .ci/run.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
let passed = 0;
let failed = 0;
const complaints = [];

for (const name of ['unit', 'real']) {
  const path = join(folder, `${name}.json`);
  if (!existsSync(path)) {
    complaints.push(`The ${name} tests left no result: the runner itself broke off.`);
    failed += 1;
    continue;
  }
  const result = JSON.parse(readFileSync(path, 'utf8'));
  passed += result.numPassedTests;
  failed += result.numFailedTests;
  // A file that cannot even be loaded has no tests that could fail.
  const unloadable = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed'),
  );
  for (const file of unloadable) complaints.push(`${file.name} failed outside its tests.`);
  failed += unloadable.length;
  const skipped = result.numPendingTests + result.numTodoTests;
  if (skipped > 0) complaints.push(`${skipped} of the ${name} tests did not run: a test that cannot run says so and fails.`);
  failed += skipped;
  if (result.numTotalTests === 0) {
    complaints.push(`There were no ${name} tests.`);
    failed += 1;
  }
}

const rules = join(folder, 'rules.txt');
const closing = existsSync(rules) ? /^(\d+) examples?, (\d+) failed$/mu.exec(readFileSync(rules, 'utf8')) : null;
if (closing === null) {
  complaints.push('`earshot rules test` did not close with "N examples, N failed".');
  failed += 1;
} else {
  passed += Number(closing[1]) - Number(closing[2]);
  failed += Number(closing[2]);
}

for (const complaint of complaints) console.log(complaint);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
