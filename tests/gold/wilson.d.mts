export declare const fewest: number;
export declare const tooFew: 'too few to say';
export declare function wilson(right: number, of: number): readonly [value: number, low: number, high: number];
