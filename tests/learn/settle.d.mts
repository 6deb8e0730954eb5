export declare function settle(
  samples: readonly {
    readonly units: readonly number[];
    readonly firm: Set<string>;
    readonly shared: Set<string>;
    readonly ruled: ReadonlyMap<string, string>;
  }[],
  claims: readonly string[],
  marginOf: (row: number, claim: number) => number,
): number;
