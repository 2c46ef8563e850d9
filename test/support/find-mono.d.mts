export interface Mono {
  /** mcs, the C# compiler. */
  readonly compiler: string;
  /** mono, which runs what it makes. */
  readonly runtime: string;
}

export function findMono(env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): Mono | undefined;
