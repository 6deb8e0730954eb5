import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kind } from '../model/kind.ts';
import type { Maker, Product } from '../model/maker.ts';
import { UserError } from '../model/user-error.ts';
import { checkMaker } from './check-maker.ts';
import { slugOf, isAboutPrivacy, policyFrom } from './terms-block.ts';
import { yamlFile } from './yaml-file.ts';

/** Most mistakes that are shown at once. */
const mostShown = 30;

/** A maker's folder is its id: nothing that could lead out of the folder of makers. */
const makerId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/**
 * Every maker of a folder such as `policies/`, in the order of their ids. A folder that is missing or holds no maker is a `UserError`, and so is
 * anything wrong in a file, with line and column of all mistakes.
 */
export async function readMakers(dir: string): Promise<readonly Maker[]> {
  const ids = await makerIdsIn(dir);
  const files = await Promise.all(
    ids.map(async (id) => {
      const path = join(dir, id, 'maker.yaml');
      const bytes = await readFile(path).catch((cause: unknown) => {
        throw new UserError(`${path} could not be read: a maker's folder holds a file of that name. Check it and its permissions.`, {
          cause,
        });
      });
      return { id, file: yamlFile(path, bytes) };
    }),
  );
  const mistakes = files.flatMap(({ file }) => checkMaker(file));
  if (mistakes.length > 0) {
    const lines = mistakes.map(({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`);
    const rest = lines.length > mostShown ? [`… and ${lines.length - mostShown} more.`] : [];
    throw new UserError([...lines.slice(0, mostShown), ...rest].join('\n'));
  }
  return files.map(({ id, file }) => makerFrom(id, file.content));
}

/** The ids of the makers of a folder, sorted. */
async function makerIdsIn(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError(`the folder of makers ${dir} could not be read: check the path and its permissions.`, { cause });
  });
  const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name);
  const wrong = folders.filter((name) => !makerId.test(name) || name.length > 60);
  if (wrong.length > 0) {
    throw new UserError(
      wrong
        .map(
          (name) =>
            `${join(dir, name)}: a maker's folder is named with small letters, digits and hyphens, such as ${slugOf(name) || 'example-maker'}.`,
        )
        .join('\n'),
    );
  }
  if (folders.length === 0) throw new UserError(`${dir} holds no maker: a maker is ${join(dir, '<maker>', 'maker.yaml')}.`);
  return folders.toSorted((a, b) => (a < b ? -1 : 1));
}

/** A maker's file without mistakes as a maker. */
export function makerFrom(id: string, content: unknown): Maker {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `checkMaker` has found nothing wrong in it
  const { name, home, country, terms = {}, products } = content as WrittenMaker;
  const policies = Object.entries(terms)
    .map(([key, block]) => ({ key, policy: policyFrom(id, key, block) }))
    .filter(({ policy }) => isAboutPrivacy(policy.termsType));
  const byKey = new Map(policies.map(({ key, policy }) => [key, policy.id]));
  return {
    id,
    name,
    home: new URL(home).href,
    country,
    policies: policies.map(({ policy }) => policy),
    products: Object.entries(products).map(([slug, product]): Product => ({
      id: `${id}/${slug}`,
      name: product.name,
      kind: product.kind,
      home: new URL(product.home ?? home).href,
      policies: (product.policies ?? [...byKey.keys()]).flatMap((key) => byKey.get(key) ?? []),
    })),
  };
}

interface WrittenMaker {
  readonly name: string;
  readonly home: string;
  readonly country: string;
  readonly terms?: Readonly<Record<string, unknown>>;
  readonly products: Readonly<
    Record<string, { readonly name: string; readonly kind: Kind; readonly home?: string; readonly policies?: readonly string[] }>
  >;
}
