export declare function shaOf(text: string): string;
export declare function strayPassages(): readonly string[];
