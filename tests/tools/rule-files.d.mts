export declare function virtualModules(root?: string): Record<string, () => string | Promise<string>>;
