import type { IncomingHttpHeaders } from 'node:http';
import type { Entry } from './guard.ts';

const MAX_LENGTH = 40;

/**
 * What a program calls itself, for the streamer's eyes; `unnamed` if it does not.
 * @returns null for our own pages, which come in as owner by what their browser says of them
 */
export function callerName(
  { 'user-agent': agent = '' }: IncomingHttpHeaders,
  { level, tokenId }: Pick<Entry, 'level' | 'tokenId'>,
  unnamed: string,
): string | null {
  if (level === 'owner' && tokenId === null) return null;
  if (isObs({ 'user-agent': agent })) return 'OBS';
  if (agent.startsWith('Mozilla/')) return 'a browser';
  const name = /^\w[\w .-]*/.exec(agent.split('/', 1)[0] ?? '')?.[0].trim() ?? '';
  return name.slice(0, MAX_LENGTH) || unnamed;
}

/** Whether it is the browser inside OBS. */
export function isObs({ 'user-agent': agent = '' }: IncomingHttpHeaders): boolean {
  return agent.includes(' OBS/');
}
