export declare const accuracyFile: string;
export declare function accuracy(): object;
export declare function accuracyJson(value: object): string;
export declare function reviewTallies(folder?: string): {
  readonly tallies: Readonly<Record<string, { readonly checked: number; readonly wrong: number }>>;
  readonly verdicts: number;
  readonly version: string;
};
