import type { Command } from 'commander';
import { kinds } from '../../model/kind.ts';
import type { ProductsFlags } from '../commands/products.ts';
import { colourFlags, example, type Run } from './usage.ts';

/** What `earshot products` is called with. */
export function productsUsage(program: Command, run: Run): void {
  const products = program
    .command('products')
    .summary('the catalogue: products whose policies can be scanned by name')
    .description(
      'Lists the products of the catalogue, which "earshot scan" takes by their names, such as samsung/smart-tv. Where no policy is declared, a scan looks for it from the home page.',
    )
    .argument('[name...]', 'only products whose name, id or maker holds these words')
    .option('--kind <kind>', `only this kind: ${kinds.join(', ')}`)
    .option('--policies <dir>', 'a folder of makers of your own, in place of the catalogue')
    .option('-f, --format <format>', 'text, json or csv', 'text')
    .addHelpText('after', example('earshot products --kind tv', 'earshot products samsung', 'earshot products --format csv'))
    .action(
      run(async (names: readonly string[], flags: ProductsFlags) => {
        const { productsCommand } = await import('../commands/products.ts');
        return await productsCommand(names, flags);
      }),
    );

  colourFlags(products);
}
