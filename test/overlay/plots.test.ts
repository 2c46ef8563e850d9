// @vitest-environment happy-dom
import fc from 'fast-check';
import type { ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import type { RolecallClient } from '../../integrations/client/index.ts';
import {
  beginOf,
  countAt,
  heightOf,
  seriesOf,
  trendOf,
  widthOf,
} from '../../overlay/lib/format/count-series.ts';
import { CountStats } from '../../overlay/lib/state/count-stats.ts';
import type * as Time from '../../overlay/lib/format/time.ts';
import { barsOf } from '../../overlay/lib/format/reason-bars.ts';
import { ReasonCounts } from '../../overlay/lib/state/reason-counts.ts';
import { inLanguage } from '../support/in-language.ts';
import { decisionOf } from '../support/decisions.ts';

type Counted = number | null;
const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString();
const item = (n: number, subscribers: Counted, vips: Counted = null, moderators: Counted = null) => ({
  at: day(n),
  subscribers,
  vips,
  moderators,
});

describe('counts over time', () => {
  it('are drawn from two points on', () => {
    expect(seriesOf([])).toBeNull();
    expect(seriesOf([item(1, 5)])).toBeNull();
    expect(seriesOf([item(1, null), item(2, 5)])).toBeNull();
  });

  it('leave a gap where a list was never read, and no zero', () => {
    const series = seriesOf([item(1, 5, null), item(2, 6, 2), item(4, null, 3)])!;
    expect(series.at).toEqual([1, 2, 4].map((n) => Date.parse(day(n)) / 1000));
    expect(series).toMatchObject({
      subscribers: [5, 6, null],
      vips: [null, 2, 3],
      moderators: [null, null, null],
    });
  });

  it('hold until the next', () => {
    const series = seriesOf([item(1, 5), item(3, 9)])!;
    const at = (n: number) => countAt(series, 'subscribers', Date.parse(day(n)) / 1000);
    expect([at(0), at(1), at(2), at(3), at(9)]).toEqual([null, 5, 5, 9, 9]);
    expect(countAt(series, 'vips', series.at[0]!)).toBeNull();
  });

  it('tell where they came from, and their extremes', () => {
    const items = [item(1, null, 4), item(2, 10, 9), item(3, 30, 5), item(4, 12, null)];
    expect(trendOf(items, 'subscribers')).toEqual({ now: 12, change: 2, least: 10, most: 30 });
    expect(trendOf(items, 'vips')).toEqual({ now: 5, change: 1, least: 4, most: 9 });
    expect(trendOf(items, 'moderators')).toBeNull();
  });

  it('say since when they are known, if that is not as long as asked', () => {
    const items = [item(1, 5), item(8, 6)];
    expect(beginOf({ items, since: day(1), days: 7 })).toBeNull();
    expect(beginOf({ items, since: day(1), days: 30 })).toBe(day(1));
    expect(beginOf({ items: [], since: null, days: 7 })).toBeNull();
  });
});

describe('a scale', () => {
  it('has room for every count, in whole numbers and never below nobody', () => {
    const counts = fc.tuple(fc.nat(700_000), fc.nat(700_000)).map(([a, b]) => [a, a + b] as const);
    fc.assert(
      fc.property(counts, ([least, most]) => {
        const [low, high] = heightOf(least, most);
        expect([low, high].every(Number.isInteger)).toBe(true);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(least);
        expect(high).toBeGreaterThan(most);
        expect(high - low).toBeGreaterThanOrEqual(4);
        expect(high - low).toBeLessThanOrEqual(Math.max(6, (most - least) * 1.2 + 4));
      }),
    );
  });

  it('makes no cliff of one VIP, and no point of a moment', () => {
    expect(heightOf(12, 13)).toEqual([10, 15]);
    expect(heightOf(0, 0)).toEqual([0, 4]);
    expect(widthOf(1_000, 1_002)).toEqual([702, 1_002]);
    expect(widthOf(1_000, 9_000)).toEqual([1_000, 9_000]);
  });
});

describe('a time', () => {
  it('is as exact as it is near', async () => {
    const { momentOf } = await inLanguage<typeof Time>('de', 'overlay/lib/format/time.ts');
    const now = new Date(2026, 10, 22, 20, 0).getTime();
    const ago = (hours: number): string => momentOf(new Date(now - hours * 3_600_000).toISOString(), now);
    expect([ago(2), ago(48), ago(24 * 60)]).toEqual(['18:00', '20. Nov., 20:00', '23. Sept. 2026']);
  });
});

describe('reasons', () => {
  it('are bars, the most frequent first, as long as they are frequent', () => {
    expect(barsOf({})).toEqual([]);
    expect(barsOf({ vip: 5, cooldown: 20, banned: 5, grant: 0 })).toEqual([
      { reason: 'cooldown', count: 20, isAllowed: false, share: 1 },
      { reason: 'banned', count: 5, isAllowed: false, share: 0.25 },
      { reason: 'vip', count: 5, isAllowed: true, share: 0.25 },
    ]);
  });
});

/** A client that says what the test says, when it says so. */
class HandClient {
  state = 'open';
  readonly answers: { params: Record<string, unknown>; answer: (result: unknown) => void }[] = [];
  readonly #heard = new Map<string, (data: unknown) => void>();
  readonly typed = this as unknown as RolecallClient;

  on(event: string, heard: (data: unknown) => void): () => void {
    this.#heard.set(event, heard);
    return () => this.#heard.delete(event);
  }
  onState(): () => void {
    return () => undefined;
  }
  call(_action: string, params: Record<string, unknown>): Promise<unknown> {
    return new Promise((answer) => this.answers.push({ params, answer }));
  }
  say(event: string, data: unknown): void {
    this.#heard.get(event)!(data);
  }
  async answer(result: unknown): Promise<Record<string, unknown>> {
    await Promise.resolve(); // it is asked for after the subscription, at the end of the turn
    const { params, answer } = this.answers.shift()!;
    answer(result);
    await new Promise((done) => setTimeout(done));
    return params;
  }
}
const host = {
  addController: () => undefined,
  requestUpdate: () => undefined,
} as unknown as ReactiveControllerHost;

describe('what is drawn keeps up', () => {
  it('shows the span that was asked for last, whatever is answered first', async () => {
    const client = new HandClient();
    const stats = new CountStats(host, client.typed);
    stats.hostConnected();
    await Promise.resolve();
    stats.show(365);
    expect(await client.answer({ items: [item(1, 1)], since: null })).toMatchObject({ days: 7 });
    expect(stats.history).toBeNull();
    await client.answer({ items: [item(1, 2)], since: null });
    expect(stats.history).toMatchObject({ days: 365, items: [{ subscribers: 2 }] });
    client.say('sync.finished', {});
    await client.answer({ items: [item(1, 3)], since: null });
    expect(stats.history).toMatchObject({ items: [{ subscribers: 3 }] });
    client.state = 'closed';
    stats.refresh();
    expect(client.answers).toEqual([]);
    stats.hostDisconnected();
  });

  it('counts each decision once, and begins anew with the server', async () => {
    const client = new HandClient();
    const reasons = new ReasonCounts(host, client.typed);
    reasons.hostConnected();
    const decide = (decisionId: number): void =>
      client.say('access.decided', { ...decisionOf({ name: 'Ann', reason: 'vip' }), decisionId });
    decide(6); // is in the answer
    await client.answer({ items: [{ decisionId: 6 }], counts: { vip: 3, cooldown: 3 }, since: day(1) });
    for (const id of [6, 7, 8, 8]) decide(id);
    expect(reasons.counts).toEqual({ vip: 5, cooldown: 3 });
    reasons.hostDisconnected();
    reasons.hostConnected();
    await client.answer({ items: [], counts: {}, since: day(2) });
    decide(1);
    expect([reasons.counts, reasons.since]).toEqual([{ vip: 1 }, day(2)]);
    reasons.hostDisconnected();
  });
});
