import { readMakers } from '../../load/makers.ts';
import { didYouMean } from '../../load/nearest.ts';
import { productsOf, shippedMakers, type CataloguedProduct } from '../../load/shipped-makers.ts';
import { kinds, type Kind } from '../../model/kind.ts';
import { UserError } from '../../model/user-error.ts';
import { csvRow } from '../../report/csv.ts';
import { harmless, harmlessUrl } from '../../report/harmless.ts';
import { counted } from '../../report/plain-words.ts';
import { prettyJson } from '../../report/pretty-json.ts';
import { columns, wrapped } from '../../report/wrapped.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { oneOf, shortened } from '../known.ts';
import { painter } from '../paint.ts';
import { print, terminal } from '../terminal.ts';

export interface ProductsFlags {
  readonly kind?: string;
  readonly policies?: string;
  readonly format: string;
  readonly colour: boolean;
  readonly color: boolean;
}

/** A product as a row: what the catalogue knows of it. */
interface Row {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly maker: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly home: string;
  /** Addresses of its policies, the main one first; [] where none is known. */
  readonly policies: readonly string[];
  /** How many of these nobody has confirmed of late. */
  readonly unverified: number;
}

const writers = { text: asText, json: asJson, csv: asCsv } as const;

/** `earshot products`: the catalogue, or a part of it. */
export async function productsCommand(words: readonly string[], flags: ProductsFlags): Promise<ExitCode> {
  const format = oneOf(flags.format, ['text', 'json', 'csv'] as const, 'format');
  const kind = flags.kind === undefined ? undefined : oneOf(flags.kind, kinds, 'kind of product');
  const makers = flags.policies === undefined ? await shippedMakers() : await readMakers(flags.policies);
  const rows = productsOf(makers)
    .map(rowOf)
    .filter((row) => (kind === undefined || row.kind === kind) && words.every((word) => isAbout(row, word)));
  if (rows.length === 0) {
    const what = [...words.map((word) => `"${shortened(word)}"`), ...(kind === undefined ? [] : [`the kind ${kind}`])].join(' and ');
    const names = makers.flatMap((maker) => [maker.id, maker.name, ...maker.products.flatMap(({ id, name }) => [id, name])]);
    const hint = words.map((word) => didYouMean(word, names)).find((it) => it !== '');
    throw new UserError(`the catalogue has no product for ${what}.${hint ?? ' "earshot products" lists all of them.'}`);
  }
  await print(writers[format](rows, flags));
  return exitCodes.done;
}

function rowOf({ maker, product }: CataloguedProduct): Row {
  const declared = product.policies.flatMap((id) => maker.policies.filter((policy) => policy.id === id));
  return {
    id: product.id,
    name: product.name,
    kind: product.kind,
    maker: maker.name,
    country: maker.country,
    home: product.home,
    policies: declared.map(({ pages: [first] }) => first.fetch),
    unverified: declared.filter(({ unverified }) => unverified).length,
  };
}

function isAbout({ id, name, maker }: Row, word: string): boolean {
  return `${id} ${name} ${maker}`.toLowerCase().includes(word.toLowerCase());
}

function asText(rows: readonly Row[], { colour, color }: ProductsFlags): string {
  const { hasColour, width } = terminal(!colour || !color);
  const paint = painter(hasColour);
  const idWidth = Math.max(...rows.map(({ id }) => id.length)) + 2;
  const lines = kinds.flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    if (own.length === 0) return [];
    const shown = own.map((row) => {
      const room = Math.max(12, width - idWidth - 8 - '2 policies ?'.length);
      return `  ${row.id.padEnd(idWidth)}${row.country}  ${padded(fitting(harmless(row.name), room), room)}  ${paint(['dim'], knownOf(row))}`;
    });
    return [`${paint(['bold'], kind)} (${own.length})`, ...shown, ''];
  });
  const unknown = rows.filter(({ policies }) => policies.length === 0).length;
  const unverified = rows.filter((row) => row.unverified > 0).length;
  const summary = [
    `${counted(rows.length, 'product')}.`,
    ...(unknown > 0 ? [`"home page" (${unknown}): no address of a policy is declared, a scan looks for it from there.`] : []),
    ...(unverified > 0 ? [`"?" (${unverified}): nobody has confirmed the address of late.`] : []),
    `Scan one by its name: earshot scan ${rows[0]?.id ?? ''}.`,
  ].join(' ');
  return `${[...lines, ...wrapped(summary, width)].join('\n')}\n`;
}

function knownOf({ policies, unverified }: Row): string {
  if (policies.length === 0) return 'home page';
  return `${counted(policies.length, 'policy', 'policies')}${unverified > 0 ? ' ?' : ''}`;
}

function fitting(text: string, room: number): string {
  if (columns(text) <= room) return text;
  let cut = text;
  while (columns(cut) > room - 1) cut = cut.slice(0, -1);
  return `${cut}…`;
}

function padded(text: string, room: number): string {
  return text + ' '.repeat(Math.max(0, room - columns(text)));
}

function asJson(rows: readonly Row[]): string {
  return prettyJson(rows, ['id', 'name', 'kind', 'maker', 'country', 'home', 'policies', 'unverified']);
}

function asCsv(rows: readonly Row[]): string {
  const header = ['product', 'name', 'kind', 'maker', 'country', 'home', 'policies', 'unverified'];
  const lines = rows.map(({ id, name, kind, maker, country, home, policies, unverified }) =>
    csvRow([
      id,
      harmless(name),
      kind,
      harmless(maker),
      country,
      harmlessUrl(home),
      policies.map(harmlessUrl).join('; '),
      String(unverified),
    ]),
  );
  return [csvRow(header), ...lines].join('');
}
