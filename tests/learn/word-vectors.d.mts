export declare function wordVectors(texts: readonly (readonly number[])[], words: number, size: number): Float32Array;
