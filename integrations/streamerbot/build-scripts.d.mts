/** Each script, and what of shared/ it is completed with. */
export const SCRIPTS: Readonly<Record<string, readonly string[]>>;
export const FOLDER: string;
/** @returns what was written, from dist/ */
export function buildScripts(root: string): string[];
/** The text that people paste. @throws if there is no such script */
export function completeScript(root: string, name: string): string;
