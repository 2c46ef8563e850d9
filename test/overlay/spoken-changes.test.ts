import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RolecallClient } from '../../integrations/client/index.ts';
import type { RoleChange } from '../../overlay/lib/format/fold-changes.ts';
import { SpokenChanges } from '../../overlay/lib/state/spoken-changes.ts';

const START = Date.UTC(2026, 0, 1, 12);
beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

const at = (second: number): string => new Date(START + second * 1000).toISOString();
const granted = (userId: number, source: string, second = 1): RoleChange => ({
  userId: String(userId),
  userLogin: `viewer${userId}`,
  userDisplayName: `Viewer${userId}`,
  role: 'subscriber',
  change: 'granted',
  tier: '1000',
  source,
  at: at(second),
});
const many = (count: number, source: string) => Array.from({ length: count }, (_, n) => granted(n, source));

/** What a page hears, and what it says. */
function listen() {
  const handlers = new Map<string, (data: unknown) => void>();
  const client = {
    on: (event: string, handler: (data: unknown) => void) => (handlers.set(event, handler), () => undefined),
  };
  const controllers: ReactiveController[] = [];
  const host = {
    addController: (one: ReactiveController) => controllers.push(one),
    requestUpdate: () => undefined,
  };
  const spoken = new SpokenChanges(
    host as unknown as ReactiveControllerHost,
    client as unknown as RolecallClient,
  );
  for (const one of controllers) one.hostConnected?.();
  return { spoken, emit: (event: string, data: unknown) => handlers.get(event)!(data) };
}

const run = (count: number, granted: number) => ({
  source: 'startup',
  startedAt: at(0),
  durationMs: 8_000,
  kinds: [{ kind: 'subscribers', error: null, count, granted }],
});

it('a first sync is said as what it is, at its end, though it found hundreds', () => {
  const { spoken, emit } = listen();
  emit('roles.changed', { changes: many(20, 'startup'), total: 525 });
  vi.advanceTimersByTime(5_000);
  expect(spoken.text).toBe('');
  emit('sync.finished', run(525, 525));
  vi.advanceTimersByTime(5_000);
  expect(spoken.text).toBe('First read: 525 subs');
});

it('what a later sync found is not called a first read', () => {
  const { spoken, emit } = listen();
  emit('roles.changed', { changes: many(20, 'startup'), total: 20 });
  emit('sync.finished', run(525, 20));
  vi.advanceTimersByTime(5_000);
  expect(spoken.text).toBe('New: 20 subs');
});

it('what Twitch tells of single viewers is counted, at most every few seconds', () => {
  const { spoken, emit } = listen();
  emit('roles.changed', { changes: [granted(1, 'event')], total: 1 });
  emit('roles.changed', { changes: [granted(2, 'event')], total: 1 });
  vi.advanceTimersByTime(5_000);
  expect(spoken.text).toBe('Roles changed: 2 gained, 0 lost');
});
