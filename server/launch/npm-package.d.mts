export function findPackage(name: string, version: string, cache?: string): string | undefined;
/** @returns what went wrong, if it did */
export function bringPackage(name: string, version: string, cache?: string): string | undefined;
