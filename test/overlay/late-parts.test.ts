// @vitest-environment happy-dom
import type { ReactiveControllerHost } from 'lit';
import { describe, expect, it } from 'vitest';
import type { RolecallClient } from '../../integrations/client/index.ts';
import { LateParts } from '../../overlay/lib/state/late-parts.ts';

/** A page's connection, and parts whose loading ends when the test says so. */
function scene() {
  let tell: (state: string) => void = () => undefined;
  const client = {
    state: 'closed',
    on: () => () => undefined,
    onState: (listener: (state: string) => void) => {
      tell = listener;
      return () => undefined;
    },
  };
  const host = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => undefined,
    updateComplete: Promise.resolve(true),
  } satisfies ReactiveControllerHost;
  const tries: { come(): void; fail(): void }[] = [];
  const load = (): Promise<void> =>
    new Promise((come, fail) => tries.push({ come, fail: () => fail(new Error('not there')) }));
  let reloaded = 0;
  const late = new LateParts(host, client as unknown as RolecallClient, [load], () => reloaded++);
  late.hostConnected();
  return { late, tries, connect: () => tell('open'), reloads: () => reloaded };
}

describe('a part that is loaded later', () => {
  it('is missing, and the page says so, until the next connection loads the page again', async () => {
    const { late, tries, connect, reloads } = scene();
    connect();
    tries[0]!.fail();
    await expect.poll(() => late.isIncomplete).toBe(true);
    expect(reloads()).toBe(0);
    connect();
    expect(reloads()).toBe(1);
  });

  it('that came stays, whatever connections follow', async () => {
    const { late, tries, connect, reloads } = scene();
    connect();
    tries[0]!.come();
    await Promise.resolve();
    connect();
    expect([tries.length, late.isIncomplete, reloads()]).toEqual([1, false, 0]);
  });

  it('is loaded once, however often it is wanted', async () => {
    const { late, tries, connect } = scene();
    connect();
    const other = (): Promise<void> => Promise.resolve(void wanted++);
    let wanted = 0;
    late.want(other);
    late.want(other);
    tries[0]!.come();
    await expect.poll(() => wanted).toBe(1);
    connect();
    expect(wanted).toBe(1);
  });
});
