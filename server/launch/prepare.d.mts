/** Why Rolecall cannot start, in words for whoever typed the command. */
export class PrepareError extends Error {}

/** Installs the packages if they are missing or not those of package-lock.json. */
export function install(root: string, say: (line: string) => void): Promise<void>;
/** Builds dist/ if it is missing or older than the sources. */
export function build(root: string, say: (line: string) => void): Promise<void>;
/** `install`, then `build`. */
export function prepare(root: string, say: (line: string) => void): Promise<void>;
/** Whether node_modules holds what package-lock.json asks for. */
export function isInstalled(root: string): boolean;
/** npm's own script, or undefined. */
export function findNpm(env?: NodeJS.ProcessEnv): string | undefined;
/** Turns npm's output into what happened and what to do. */
export function explainInstall(output: string): string;
