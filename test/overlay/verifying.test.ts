// @vitest-environment happy-dom
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RolecallClient } from '../../integrations/client/index.ts';
import { ViewerPanel } from '../../overlay/components/dock/viewer-panel.ts';
import { OpenViewer } from '../../overlay/lib/state/open-viewer.ts';

const SOMEBODY = { userId: '7', userLogin: 'somebody', userDisplayName: 'Somebody' };
const host: ReactiveControllerHost = {
  addController: (_: ReactiveController) => undefined,
  removeController: () => undefined,
  requestUpdate: () => undefined,
  updateComplete: Promise.resolve(true),
};

/** Answers `viewers.get`, and nothing else that is worth anything. */
function clientOf(viewer: () => object): RolecallClient {
  const answer = (action: string) =>
    action === 'viewers.get' ? viewer() : { items: [], overrides: [], grants: [] };
  const client = {
    state: 'open',
    on: () => () => undefined,
    onState: () => () => undefined,
    call: (action: string) => Promise.resolve(answer(action)),
  };
  return client as unknown as RolecallClient;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('a viewer of whom Twitch is still to be asked', () => {
  it('is read again until that was done', async () => {
    let reads = 0;
    const open = new OpenViewer(
      host,
      clientOf(() => ({ ...SOMEBODY, roles: [], verifying: ++reads < 3 })),
      () => [],
    );
    open.open(SOMEBODY);
    await vi.advanceTimersByTimeAsync(0);
    expect([reads, open.details?.isVerifying]).toEqual([1, true]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect([reads, open.details?.isVerifying]).toEqual([3, false]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toBe(3);
  });

  it('is not read on after the panel was closed, and an older server says nothing of it', async () => {
    let reads = 0;
    const open = new OpenViewer(
      host,
      clientOf(() => ({ ...SOMEBODY, roles: [], ...(reads++ === 0 ? { verifying: true } : {}) })),
      () => [],
    );
    open.open(SOMEBODY);
    await vi.advanceTimersByTimeAsync(0);
    open.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads).toBe(1);
    open.open(SOMEBODY);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([reads, open.details?.isVerifying]).toEqual([2, false]);
  });

  it.each([true, false])('shows in the panel: %s', async (isVerifying) => {
    vi.useRealTimers();
    const history = { items: [], overrides: [], grants: [] };
    const details = { roles: [], checks: [], overrides: [], grants: [], history, isVerifying };
    const panel = Object.assign(new ViewerPanel(), { person: SOMEBODY, details });
    document.body.append(panel);
    await panel.updateComplete;
    const said = panel.renderRoot.querySelector('[part=verifying]')?.textContent;
    expect(said ?? null).toBe(isVerifying ? 'Just changed: asking Twitch again.' : null);
  });
});
