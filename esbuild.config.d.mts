import type { BuildOptions, LogLevel } from 'esbuild';

export const pageTarget: string;
/** Constants that the build writes into the code. */
export function defines(root?: string, buildId?: string): Record<string, string>;
/** What every program for Node is bundled with. */
export function nodeOptions(root?: string, buildId?: string): BuildOptions;
/** Builds everything into `root`/dist. */
export function build(root?: string, logLevel?: LogLevel): Promise<void>;
