export function startInBackground(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  isRunning: (said: string) => boolean,
  say: (line: string) => void,
): Promise<number>;
