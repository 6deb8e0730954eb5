import type { layoutOf, makeNetwork, NetworkShape, PackedNetwork } from '../../src/analyse/classifier/sentence-network.ts';

export interface NetworkSample {
  readonly maker: string;
  readonly parts: readonly (readonly string[])[];
  readonly kinds: readonly string[];
  readonly firm: ReadonlySet<string>;
  readonly optional: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}

export declare function trainNetworks(
  samples: readonly NetworkSample[],
  claims: readonly string[],
  foldOf: (maker: string, count: number) => number,
  engine: { readonly layoutOf: typeof layoutOf; readonly makeNetwork: typeof makeNetwork },
  shape?: NetworkShape,
): Promise<{ readonly network: PackedNetwork; readonly logits: readonly Float32Array[] }>;
