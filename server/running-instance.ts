/** Whether a Rolecall answers at this address already. */
export async function isRolecallAt(host: string, port: number): Promise<boolean> {
  try {
    const response = await fetch(`${urlOf(host, port)}/ping`, { signal: AbortSignal.timeout(1500) });
    const body = (await response.json()) as { rolecall?: unknown };
    return body.rolecall === true;
  } catch {
    return false;
  }
}

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
