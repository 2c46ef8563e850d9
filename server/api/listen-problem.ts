import { createServer } from 'node:net';

const USUAL_PORT = 7653;
/** Windows reserves ports in ranges of hundreds, side by side: the next one is no better. */
const FAR_STEPS = [10_000, 20_000, 30_000, 40_000];
const MAX_PORT = 65_535;
const RESERVED = 'netsh interface ipv4 show excludedportrange protocol=tcp';

export interface ListenAttempt {
  readonly host: string;
  readonly port: number;
  readonly platform: NodeJS.Platform;
  /** What starts Rolecall, options behind it. */
  readonly command: string;
  readonly isFree: (port: number) => Promise<boolean>;
}

/** What happened and what to do, for who started us. */
export async function explainListenError(error: unknown, attempt: ListenAttempt): Promise<string> {
  const { host, port, command } = attempt;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    const other = port < MAX_PORT ? port + 1 : await farPort(attempt);
    return `Port ${port} is in use by another program. Close it, or choose another: ${withPort(command, other)}`;
  }
  if (code === 'EACCES') return explainRefusal(attempt, await farPort(attempt));
  if (code === 'EADDRNOTAVAIL') return `This computer does not have the address ${host}; check --host.`;
  return `Rolecall cannot listen on ${host}:${port}: ${String(error)}`;
}

/** Whether this PC lets us listen there. */
export function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function explainRefusal({ port, platform, command }: ListenAttempt, other: number): string {
  if (platform !== 'win32') {
    const why = port < 1024 ? 'Choose one above 1023' : 'Choose another';
    return `This account may not use port ${port}. ${why}: ${withPort(command, other)}`;
  }
  return [
    `Windows does not give out port ${port}: it reserves whole ranges, for Hyper-V, WSL or Docker.`,
    `Choose one that is far away: ${withPort(command, other)}. In OBS and your tools the addresses then have ${other}, too.`,
    `This shows what is reserved: ${RESERVED}`,
  ].join('\n');
}

async function farPort({ port, isFree }: ListenAttempt): Promise<number> {
  const usual = port < 1024 ? [USUAL_PORT] : [];
  const far = [...FAR_STEPS, ...FAR_STEPS.map((step) => -step)].map((step) => port + step);
  const ports = [...usual, ...far].filter((each) => each > 1023 && each <= MAX_PORT);
  for (const each of ports) if (await isFree(each)) return each;
  return ports[0] ?? USUAL_PORT;
}

function withPort(command: string, port: number): string {
  return `${command} --port ${port}`;
}
