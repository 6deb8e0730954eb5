import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files in which a package states its terms: the licence, and the notice that Apache-2.0 section 4(d) asks to pass on. */
const statesTerms = /^(?:licen[cs]e|copying|notice)(?:[.-][\w.-]*)?$/iu;

/** The folder of the npm package a bundled file comes from, such as `node_modules/undici` or `node_modules/a/node_modules/@b/c`. */
function packageFolder(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(input)?.[0];
}

function person(author) {
  return typeof author === 'string' ? author : (author?.name ?? '');
}

function noticeOf(root, folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const terms = readdirSync(join(root, folder))
    .filter((name) => statesTerms.test(name))
    .map((name) => readFileSync(join(root, folder, name), 'utf8').trim());
  // Some packages name their licence without shipping its text.
  if (terms.length === 0) terms.push(`Licence: ${manifest.license ?? 'not stated'}. ${person(manifest.author)}`.trim());
  return { title: `${manifest.name} ${manifest.version} (${manifest.license ?? 'licence not stated'})`, terms };
}

/** The licences of every npm package that has a file among `inputs` (paths from the repository), as one text. */
export function notices(root, inputs) {
  const folders = [...new Set(inputs.map((input) => packageFolder(input)))].filter(
    (folder) => folder !== undefined && existsSync(join(root, folder, 'package.json')),
  );
  const parts = folders
    .map((folder) => noticeOf(root, folder))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1))
    .map(({ title, terms }) => `${'='.repeat(80)}\n${title}\n${'='.repeat(80)}\n\n${terms.join('\n\n')}\n`);
  return `Earshot contains the following software, each under its own terms.\n\n${parts.join('\n')}`;
}
