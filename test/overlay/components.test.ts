// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { KindRow } from '../../overlay/components/dock/kind-row.ts';
import { SyncPanel, type SyncRequestEvent } from '../../overlay/components/dock/sync-panel.ts';
import type { SyncResult } from '../../overlay/lib/state/manual-sync.ts';
import type { KindStatus } from '../../overlay/lib/state/view-state.ts';

const NOW = Date.parse('2026-11-22T20:00:00.000Z');
const at = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

afterEach(() => document.body.replaceChildren());

async function show<E extends KindRow | SyncPanel>(element: E, props: Partial<E>): Promise<E> {
  Object.assign(element, { now: NOW, ...props });
  document.body.append(element);
  await element.updateComplete;
  return element;
}

function textOf(element: HTMLElement, part: string): string | null {
  const found = element.shadowRoot?.querySelector(`[part="${part}"]`);
  return found ? (found.textContent ?? '').replace(/\s+/g, ' ').trim() : null;
}

const kindStatus = (changes: Partial<KindStatus> = {}): KindStatus => ({
  state: 'fresh',
  count: 1240,
  live: true,
  lastSuccessAt: at(2),
  lastAttemptAt: at(2),
  error: null,
  ...changes,
});

describe('a list', () => {
  it.each([
    [kindStatus(), '2 min ago', '1,240'],
    [kindStatus({ state: 'stale', lastSuccessAt: at(180) }), 'Out of date, 3 h ago', '1,240'],
    [kindStatus({ state: 'failed', lastSuccessAt: at(60) }), 'Last synced 1 h ago', '1,240'],
    [kindStatus({ state: 'failed', lastSuccessAt: null, count: 0 }), 'Never synced', '–'],
    [kindStatus({ state: 'disconnected' }), 'Last known 2 min ago', '1,240'],
    [kindStatus({ state: 'syncing', lastSuccessAt: null, count: 0 }), 'Waiting for Twitch', '–'],
  ])('says how old it is: %#', async (status, meta, count) => {
    const row = await show(new KindRow(), { status });
    expect(textOf(row, 'meta')).toBe(meta);
    expect(textOf(row, 'count')).toBe(count);
    expect(textOf(row, 'error')).toBeNull();
  });

  it('says what is wrong and how to fix it', async () => {
    const error = { code: 'missing_scope', message: 'The permission is missing.', fix: 'Connect again.' };
    const row = await show(new KindRow(), { status: kindStatus({ state: 'failed', error }) });
    expect(textOf(row, 'error')).toBe('The permission is missing. Connect again. Connect Twitch again');
    row.hidesError = true;
    await row.updateComplete;
    expect(textOf(row, 'error')).toBeNull();
  });

  it('shows how far reading has come', async () => {
    const progress = { done: 700, total: 1400, etaMs: null };
    const row = await show(new KindRow(), { status: kindStatus({ state: 'syncing' }), progress });
    expect(textOf(row, 'meta')).toBe('700 of 1,400');
    expect(row.shadowRoot?.querySelector('.fill')?.getAttribute('style')).toContain('scaleX(0.5)');
  });
});

const result = (changes: Partial<SyncResult> = {}, wasForced = false) => ({
  wasForced,
  result: {
    outcome: 'ran',
    runId: 'r',
    success: true,
    subCount: 340,
    vipCount: 12,
    modCount: 6,
    granted: 3,
    revoked: 1,
    errors: [],
    source: 'manual-ui',
    startedAt: at(0),
    durationMs: 10,
    ageMs: null,
    retryAfterMs: null,
    kinds: ['subscribers', 'vips', 'moderators'],
    ...changes,
  } satisfies SyncResult,
});
const ERROR = { kind: 'vips', code: 'network', message: 'm', fix: null } as const;

describe('the sync button', () => {
  it.each([
    [result(), '+3 −13 gained, 1 lost · 340 subs, 12 VIPs, 6 mods'],
    [result({ granted: 0, revoked: 0 }), 'No changes · 340 subs, 12 VIPs, 6 mods'],
    [result({ outcome: 'skipped', ageMs: 125_000 }), 'Synced 2 min ago. Sync anyway'],
    [
      result({ outcome: 'skipped', ageMs: 125_000, retryAfterMs: 33_000 }, true),
      'Synced 2 min ago. You can force a sync again in 35 s.',
    ],
    [
      result({ success: false, errors: [ERROR] }),
      '+3 −13 gained, 1 lost · 340 subs, 12 VIPs, 6 mods Not synced: VIPs',
    ],
    [result({ success: false, errors: [ERROR], kinds: ['vips'] }), 'Not synced: VIPs'],
    [{ message: 'The disk is full.' }, 'The disk is full.'],
  ])('tells how the sync ended: %#', async (outcome, text) => {
    const panel = await show(new SyncPanel(), { canSync: true, outcome });
    expect(textOf(panel, 'outcome')).toBe(text);
  });

  it('asks once for a sync, and "Sync anyway" asks with force', async () => {
    const panel = await show(new SyncPanel(), {
      canSync: true,
      outcome: result({ outcome: 'skipped', ageMs: 5 }),
    });
    const asked: boolean[] = [];
    panel.addEventListener('rolecall-sync', (event) => asked.push((event as SyncRequestEvent).force));
    for (const button of panel.shadowRoot?.querySelectorAll('button') ?? []) button.click();
    expect(asked).toEqual([false, true]);
  });

  it('does nothing while a sync runs or none is possible, but stays focusable', async () => {
    const panel = await show(new SyncPanel(), { canSync: false, progress: { fraction: 0.5, etaMs: 4_000 } });
    let count = 0;
    panel.addEventListener('rolecall-sync', () => count++);
    const button = panel.shadowRoot!.querySelector('button')!;
    button.click();
    Object.assign(panel, { progress: null });
    await panel.updateComplete;
    button.click();
    expect(count).toBe(0);
    expect(button.disabled).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('says when the next sync is due, or how long this one takes', async () => {
    const panel = await show(new SyncPanel(), { canSync: true, nextSyncAt: at(-28) });
    expect(textOf(panel, 'next')).toBe('Next sync in 28 min');
    panel.progress = { fraction: 0.25, etaMs: 17_000 };
    await panel.updateComplete;
    expect(textOf(panel, 'next')).toBeNull();
    expect(textOf(panel, 'eta')).toBe('About 20 s left');
    expect(textOf(panel, 'button')).toBe('Syncing… 25%');
    expect(panel.shadowRoot?.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');
  });
});
