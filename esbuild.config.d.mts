import type { BuildOptions, LogLevel, Plugin } from 'esbuild';

export const pageTarget: string;
/** Constants that the build writes into the code. */
export function defines(root?: string, buildId?: string): Record<string, string>;
/** What the pages' code knows its language by; English if none is given. */
export function languageDefine(language?: string): Record<string, string>;
/** Puts the words of a language where those of English are imported. */
export function wordsIn(language: string): Plugin;
/** What every program for Node is bundled with. */
export function nodeOptions(root?: string, buildId?: string): BuildOptions;
/** Builds everything into `root`/dist. */
export function build(root?: string, logLevel?: LogLevel): Promise<void>;
