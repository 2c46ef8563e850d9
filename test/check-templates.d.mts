export declare function checkTemplates(planted?: { readonly path: string; readonly text: string }): string[];
