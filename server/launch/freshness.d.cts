/** True if dist/ was completely built from exactly the sources that are here now. */
export function isFresh(root: string): Promise<boolean>;
