export declare const fewWords: number;
export declare function placer(
  policyUnits: readonly { readonly unit: number; readonly text: string }[],
): (words: readonly string[], isRow: boolean) => readonly number[];
