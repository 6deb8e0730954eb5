export interface Unit {
  readonly unit: number;
  readonly kind: string;
  readonly section: string;
  readonly lead: string;
  readonly text: string;
}
export declare function unitSplitter(): Promise<(markdown: string) => readonly Unit[]>;
export declare function unitFinder(units: readonly Pick<Unit, 'unit' | 'text'>[]): (quote: string, nth: number) => readonly number[];
