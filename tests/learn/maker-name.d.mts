export declare function makerName(called: string): string;
