// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { KindRow } from '../../overlay/components/dock/kind-row.ts';
import { FooterBar } from '../../overlay/components/dock/footer-bar.ts';
import { ViewerActionsForm } from '../../overlay/components/dock/viewer-actions-form.ts';
import { outcomeWords, type SyncResult } from '../../overlay/lib/format/sync-outcome.ts';
import type { KindStatus } from '../../overlay/lib/state/view-state.ts';
import { statusOf } from '../support/fake-rolecall.ts';

const NOW = Date.parse('2026-11-22T20:00:00.000Z');
const at = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

afterEach(() => document.body.replaceChildren());

async function show<E extends KindRow | FooterBar>(element: E, props: Partial<E>): Promise<E> {
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

  it('shows how far reading has come', async () => {
    const progress = { done: 700, total: 1400, etaMs: null };
    const row = await show(new KindRow(), { status: kindStatus({ state: 'syncing' }), progress });
    expect(textOf(row, 'meta')).toBe('700 of 1,400 read');
    expect(row.shadowRoot?.querySelector('.fill')?.getAttribute('style')).toContain('scaleX(0.5)');
  });
});

const result = (changes: Partial<SyncResult> = {}): SyncResult => ({
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
});
const ERROR = { kind: 'vips', code: 'network', message: 'm', fix: null } as const;

describe('how a sync ended', () => {
  it.each([
    [result(), '3 gained a role, 1 lost one. 340 subs · 12 VIPs · 6 mods'],
    [result({ granted: 0, revoked: 0 }), 'Nothing has changed. 340 subs · 12 VIPs · 6 mods'],
    [result({ outcome: 'skipped', ageMs: 125_000 }), 'Synced 2 min ago, so there was nothing to do.'],
    [
      result({ success: false, errors: [ERROR] }),
      '3 gained a role, 1 lost one. 340 subs · 12 VIPs · 6 mods Not synced: VIPs.',
    ],
    [result({ success: false, errors: [ERROR], kinds: ['vips'] }), 'Not synced: VIPs.'],
  ])('is told: %#', (ended, words) => {
    expect(outcomeWords(ended, false)).toBe(words);
  });

  it('one that was forced too soon says when it may be', () => {
    expect(outcomeWords(result({ outcome: 'skipped', ageMs: 5, retryAfterMs: 33_000 }), true)).toBe(
      'Synced just now. You can force a sync again in 35 s.',
    );
  });
});

const unread = { state: 'syncing', count: 0, lastSuccessAt: null, lastAttemptAt: null } as const;
/** What stands in the footer, line by line. */
const footerWords = (footer: FooterBar): string[] =>
  [...(footer.shadowRoot?.querySelectorAll('.words > span') ?? [])].map(
    ({ textContent }) => textContent?.trim() ?? '',
  );

describe('the footer', () => {
  it('asks for a sync, and opens the lists', async () => {
    const footer = await show(new FooterBar(), { canSync: true, status: statusOf({}, 0), state: 'fresh' });
    const asked: string[] = [];
    for (const type of ['rolecall-sync', 'rolecall-lists'])
      footer.addEventListener(type, () => asked.push(type));
    for (const button of footer.shadowRoot?.querySelectorAll('button') ?? []) button.click();
    expect(asked.sort()).toEqual(['rolecall-lists', 'rolecall-sync']);
  });

  it('does nothing while a sync runs or none is possible, but stays focusable', async () => {
    const footer = await show(new FooterBar(), {
      canSync: false,
      progress: { fraction: 0.5, etaMs: 4_000 },
      status: statusOf(),
    });
    let count = 0;
    footer.addEventListener('rolecall-sync', () => count++);
    const button = footer.shadowRoot!.querySelector<HTMLButtonElement>('[part=sync]')!;
    button.click();
    Object.assign(footer, { progress: null });
    await footer.updateComplete;
    button.click();
    expect(count).toBe(0);
    expect(button.disabled).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('shows how far a sync has come and how long it takes, in place', async () => {
    const footer = await show(new FooterBar(), {
      canSync: true,
      status: statusOf(),
      progress: { fraction: 0.25, etaMs: 17_000 },
    });
    expect(footerWords(footer)).toEqual(['1,240 subs · 24 VIPs · 8 mods', 'about 20 s left']);
    expect(textOf(footer, 'sync')).toBe('25%');
    expect(footer.shadowRoot?.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow')).toBe('25');
  });

  it('never says 0 of a list that was not read yet', async () => {
    const kinds = statusOf().kinds;
    const none = { ...kinds.vips, ...unread };
    const status = statusOf({ kinds: { subscribers: none, vips: none, moderators: none }, state: 'stale' });
    const footer = await show(new FooterBar(), { state: 'stale', status });
    expect(footerWords(footer)).toEqual(['– subs · – VIPs · – mods', 'Never synced']);
    const progress = { subscribers: { done: 1_200, total: null, etaMs: null }, vips: null, moderators: null };
    const running = { runId: 'r', source: 'startup', startedAt: at(0), progress };
    Object.assign(footer, {
      status: { ...status, running, state: 'syncing' },
      progress: { fraction: null, etaMs: null },
    });
    await footer.updateComplete;
    expect(footerWords(footer)).toEqual(['1,200 read so far', 'Syncing']);
  });
});

describe('the time until which somebody is muted', () => {
  it('stays as it was chosen, whatever happens and however long it takes', async () => {
    const clock = vi.spyOn(Date, 'now').mockReturnValue(NOW);
    const form = new ViewerActionsForm();
    document.body.append(form);
    await form.updateComplete;
    const select = form.renderRoot.querySelector('select')!;
    select.value = 'time';
    select.dispatchEvent(new Event('change'));
    await form.updateComplete;
    const field = form.renderRoot.querySelector<HTMLInputElement>('[name=until]')!;
    expect(field.value).not.toBe('');
    field.value = '2026-11-24T18:30';
    clock.mockReturnValue(NOW + 90_000);
    form.isDisabled = true; // the server is away for a moment
    await form.updateComplete;
    expect(field.value).toBe('2026-11-24T18:30');
    clock.mockRestore();
  });
});
