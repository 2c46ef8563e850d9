import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WS_LIMITS } from '../../server/api/ws-server.ts';
import { findings } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestApp, type TestApp } from '../support/start-app.ts';
import { DockRig, hasFocus, SIZES } from './dock-rig.ts';
import { childCount, overhang } from './in-page.ts';

const CHANNEL = { subscribers: 345, vips: 12, moderators: 6, viewers: 900 } as const;
const STRANGER = CHANNEL.subscribers + CHANNEL.vips + CHANNEL.moderators + 7;
const LIMITS = { ws: { ...WS_LIMITS, rate: { perSecond: 5_000, burst: 5_000 } } };

let browser: Browser;
let app: TestApp;
let rig: DockRig | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
  app = await startTestApp({ channel: CHANNEL, app: { limits: LIMITS } });
});
afterEach(async () => {
  const complaints = rig?.complaints ?? [];
  await rig?.close();
  rig = undefined;
  expect(complaints).toEqual([]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const open = async (size?: { width: number; height: number }): Promise<DockRig> =>
  (rig = await DockRig.open(browser, app, size));
const viewer = (index: number) => app.simulator.world.truth.users.get(idAt(index))!;
const idAt = (index: number): string => app.simulator.world.truth.users.idAt(index);
/** Somebody who subscribes, by place in the list. */
const subscriber = (at: number) => {
  const userId = [...app.simulator.world.truth.subscriberIds()][at]!;
  return app.simulator.world.truth.users.get(userId)!;
};
/** What axe finds, but for rows that the edge of a list cuts off: of these it cannot say anything. */
const faults = async (page: Page): Promise<string[]> =>
  (await findings(page)).filter((finding) => !finding.includes('partially obscured'));
const rowNames = (page: Page, rows: string): Promise<string[]> =>
  page.locator(`${rows} [part=name]`).allInnerTexts();

describe('a viewer in the dock', () => {
  it('is found, muted, and unmuted again by keyboard alone', async () => {
    const dock = await open();
    const { page } = dock;
    const somebody = subscriber(40);
    await dock.tabTo(page.getByRole('tab', { name: 'Live' }));
    await page.keyboard.press('ArrowRight');
    await dock.tabTo(page.getByRole('searchbox'));
    await page.keyboard.type(somebody.userLogin, { delay: 5 });
    const row = page.locator('rolecall-viewer-rows').getByRole('button', { name: somebody.userDisplayName });
    await expect
      .poll(() => rowNames(page, 'rolecall-viewer-rows').then((names) => names[0]))
      .toContain(somebody.userDisplayName);
    await page.keyboard.press('ArrowDown');
    expect(await hasFocus(row)).toBe(true);
    await page.keyboard.press('Enter');
    await dock.panel.getByText(/^May use TTS: subscriber, Tier \d.*, known since /).waitFor();
    await dock.tabTo(dock.panel.getByRole('button', { name: 'Mute Until the stream ends' }));
    await page.keyboard.press('Enter');
    await dock.notice.getByText(/is muted for TTS until the stream ends/).waitFor();
    await dock.panel.getByText('May not use TTS: muted by hand').waitFor();
    expect(await dock.reason(somebody.userId)).toBe('override_deny');
    await dock.tabTo(dock.notice.getByRole('button', { name: 'Undo' }));
    await page.keyboard.press('Enter');
    await dock.notice.getByText('Undone.').waitFor();
    expect(await dock.reason(somebody.userId)).toBe('subscriber');
    await page.keyboard.press('Escape');
    await expect.poll(() => dock.panel.count()).toBe(0);
    expect(await hasFocus(row)).toBe(true);
  });

  it('who is on no list is looked up by name, given minutes, and these are ended', async () => {
    const { page, panel } = await open();
    await rig!.tab('People');
    const somebody = viewer(STRANGER);
    await page.getByRole('searchbox').fill(somebody.userLogin);
    await page.getByRole('button', { name: `Look for ${somebody.userLogin} at Twitch` }).click();
    await panel.getByText('May not use TTS: no role that is allowed').waitFor();
    await panel.getByText('Allowed are: subs · VIPs · mods.').waitFor();
    await panel.getByRole('button', { name: 'Other times' }).click();
    await panel.getByRole('button', { name: '5 min', exact: true }).click();
    await panel.getByText('May use TTS: has time left').waitFor();
    await panel.getByRole('button', { name: 'End it: TTS, 5 min left' }).waitFor();
    expect(await rig!.reason(somebody.userId)).toBe('grant');
    await panel.locator('[part=timeline]').getByText('TTS: 5 min given').waitFor();
    await panel.getByRole('button', { name: /^End it/ }).click();
    await expect.poll(() => rig!.reason(somebody.userId)).toBe('no_matching_rule');
    await rig!.notice.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rig!.reason(somebody.userId)).toBe('grant');
  });

  it('is refreshed from the menu that a right-click or the menu key opens', async () => {
    const { page } = await open();
    await rig!.tab('People');
    const somebody = subscriber(60);
    app.simulator.world.endSubscription(somebody.userId, { announce: false });
    await page.getByRole('searchbox').fill(somebody.userLogin);
    const row = page
      .locator('rolecall-viewer-rows')
      .getByRole('button', { name: somebody.userDisplayName, exact: true });
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Refresh from Twitch' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menuitem').count()).toBe(0);
    expect(await hasFocus(row)).toBe(true);
    await row.dispatchEvent('contextmenu');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await rig!.notice.getByText('is up to date').waitFor();
    await page.getByText('Holds no role right now').waitFor();
  });

  it('is added to the chat bots by one press in that menu, which can be undone', async () => {
    const { page } = await open();
    await rig!.tab('People');
    const somebody = subscriber(62);
    await page.getByRole('searchbox').fill(somebody.userLogin);
    const row = page
      .locator('rolecall-viewer-rows')
      .getByRole('button', { name: somebody.userDisplayName, exact: true });
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Add to the chat bots' }).click();
    await rig!.notice.getByText('is on the list of chat bots').waitFor();
    expect(await rig!.reason(somebody.userId)).toBe('bot');
    await rig!.notice.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => rig!.reason(somebody.userId)).toBe('subscriber');
  });
});

describe('the switches', () => {
  it('switch a feature for everybody, and follow what somebody else does', async () => {
    const { page, tool } = await open();
    const tts = page.getByRole('switch', { name: 'TTS' });
    const { userId } = subscriber(1);
    await tts.click();
    await page.getByRole('heading', { name: 'TTS is off for everybody' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await page.getByRole('switch', { name: 'TTS', checked: false }).waitFor();
    expect(await rig!.reason(userId)).toBe('feature_off');
    await tool.call('features.enable', { feature: 'tts' });
    await page.getByRole('switch', { name: 'TTS', checked: true }).waitFor();
    await page.getByRole('heading', { name: 'TTS: subs · VIPs · mods' }).waitFor();
    await page.getByRole('switch', { name: 'Premium voices' }).click();
    await rig!.notice.getByText('Premium voices is off for everybody.').waitFor();
    await rig!.notice.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('switch', { name: 'Premium voices', checked: true }).waitFor();
    const { result } = await tool.call('policy.get', { feature: 'tts' });
    const { tts: policy } = result!['features'] as Record<string, unknown>;
    await tool.call('policy.set', { feature: 'song-request', policy });
    await page.getByRole('switch', { name: 'song-request' }).waitFor();
    await tool.call('policy.set', { feature: 'song-request', policy: null });
    await expect.poll(() => page.getByRole('switch').count()).toBe(2);
  });
});

describe('the feed', () => {
  it('shows each decision with its reason, filtered as asked, and acts on it', async () => {
    const { page, tool } = await open();
    const [yes, no] = [subscriber(2), viewer(STRANGER + 1)];
    await rig!.check(yes.userId);
    await rig!.check(no.userId, 'premium-voice');
    const rows = page.locator('rolecall-decision-rows');
    await rows.getByText('No role that is allowed · Premium voices').first().waitFor();
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByRole('radio', { name: 'Allowed' }).click();
    await expect
      .poll(async () => new Set(await rows.locator('.decision').allInnerTexts()))
      .toEqual(new Set(['Allowed']));
    await page.getByRole('radio', { name: 'Denied' }).click();
    await page.getByRole('combobox', { name: 'Feature' }).selectOption('premium-voice');
    await page.getByRole('button', { name: 'Filter: not everything is shown' }).click();
    await rows
      .getByRole('button', { name: `Give ${no.userId} 10 minutes of Premium voices` })
      .first()
      .waitFor();
    await rows.locator('.row').first().hover();
    await rows
      .getByRole('button', { name: /^Give .* 10 minutes of Premium voices/ })
      .first()
      .click();
    await rig!.notice.getByText(/10 min more of Premium voices/).waitFor();
    const { items } = (await tool.call('decisions.list', { limit: 1 })).result as {
      items: { allowed: boolean }[];
    };
    expect(items[0]?.allowed).toBe(false); // looking at the viewer is no decision
    expect(await rig!.reason(no.userId, 'premium-voice')).toBe('grant');
  });

  it('"Why not?" opens what would allow it, with the button that does it', async () => {
    const { page, tool, panel } = await open();
    const no = viewer(STRANGER + 4);
    await tool.call('features.disable', { feature: 'premium-voice' });
    await rig!.check(no.userId, 'premium-voice');
    const rows = page.locator('rolecall-decision-rows');
    await rows.getByRole('button', { name: `Why not? ${no.userId}, Premium voices` }).click();
    await panel.getByText('May not use Premium voices: switched off').waitFor();
    await panel.getByRole('button', { name: 'Switch it on' }).click();
    await panel.getByText('Allowed are: subs · VIPs · mods.').waitFor();
    await panel.getByRole('button', { name: 'Allow Always' }).click();
    await panel.getByText('May use Premium voices: allowed by hand').waitFor();
    expect(await rig!.reason(no.userId, 'premium-voice')).toBe('override_allow');
  });

  it('asks "Why not?" no more of those who may by now', async () => {
    const { page, tool } = await open();
    const { userId, userDisplayName } = viewer(STRANGER + 21);
    const row = page.locator('rolecall-decision-rows [role=listitem]').filter({ hasText: userDisplayName });
    await tool.call('access.check', { userId, name: userDisplayName });
    await row.getByText('Why not?').waitFor();
    await tool.call('grants.add', { userId, feature: 'tts', minutes: 8 });
    await row.getByText('May by now').waitFor();
    expect(await row.getByText('Why not?').count()).toBe(0);
    await tool.call('grants.revoke', { userId, feature: 'tts' });
    await row.getByText('Why not?').waitFor();
  });

  it('stays small and still while thousands are decided', async () => {
    const { page, tool } = await open();
    await rig!.tab('Live');
    await rig!.check(subscriber(3).userId);
    const rows = page.locator('rolecall-decision-rows');
    await rows.locator('.row').first().waitFor();
    await rows.hover();
    const before = await rowNames(page, 'rolecall-decision-rows');
    for (let batch = 0; batch < 10; batch++) {
      await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          tool.call('access.check', { userId: idAt((batch * 100 + i) % 800) }),
        ),
      );
    }
    await page.getByText('1,000 new, paused while you look').waitFor();
    expect(await rowNames(page, 'rolecall-decision-rows')).toEqual(before);
    await page.mouse.move(5, 5);
    await expect.poll(() => childCount(rows.locator('[role=list]'))).toBeLessThan(40);
    await expect.poll(() => rows.locator('.row').first().getAttribute('aria-setsize')).toBe('200');
    expect(await rowNames(page, 'rolecall-decision-rows')).not.toEqual(before);
  });
});

describe('the lists', () => {
  it('follow an event and a sync by themselves, and so do the changes', async () => {
    const { page } = await open(SIZES.wide);
    await page.getByRole('radio', { name: /^VIPs/ }).click();
    const names = (): Promise<string[]> => rowNames(page, 'rolecall-viewer-rows');
    await expect.poll(async () => (await names()).length).toBeGreaterThan(5);
    const [live, quiet] = [viewer(STRANGER + 2), viewer(STRANGER + 3)];
    await expect.poll(() => app.app.live.supervisor.state).toBe('live');
    app.simulator.world.addVip(live.userId);
    await expect.poll(names).toContainEqual(expect.stringContaining(live.userDisplayName));
    app.simulator.world.addVip(quiet.userId, { announce: false });
    await app.app.sync.run({ source: 'api:test' });
    await expect.poll(names).toContainEqual(expect.stringContaining(quiet.userDisplayName));
    const changes = await rowNames(page, 'rolecall-change-rows');
    expect(changes.slice(0, 2)).toEqual([quiet.userDisplayName, live.userDisplayName]);
    app.simulator.world.removeVip(live.userId);
    await expect.poll(names).not.toContainEqual(expect.stringContaining(live.userDisplayName));
  });

  it('go to their end by keyboard, page by page', async () => {
    const { page } = await open();
    await rig!.tab('People');
    const total = app.app.stores.roster.roster.counts.subscribers;
    await page.locator('rolecall-viewer-rows [part=name]').first().focus();
    await page.keyboard.press('End');
    const last = page.locator(`rolecall-viewer-rows [aria-posinset="${total}"]`);
    await last.waitFor();
    expect(await hasFocus(last.locator('[part=name]'))).toBe(true);
    await page.keyboard.press('Home');
    expect(await hasFocus(page.locator('rolecall-viewer-rows [aria-posinset="1"] [part=name]'))).toBe(true);
  });
});

describe('the exceptions', () => {
  /** Ends those of the tests before. */
  async function endAll({ tool }: DockRig): Promise<void> {
    for (const [list, end] of [
      ['overrides.list', 'overrides.clear'],
      ['grants.list', 'grants.revoke'],
    ] as const) {
      const { items } = (await tool.call(list, {})).result as { items: Record<string, string>[] };
      for (const { platform, userId, feature } of items) await tool.call(end, { platform, userId, feature });
    }
  }
  const rows = (page: Page) => page.locator('rolecall-exception-rows [role=listitem]');
  const row = (page: Page, name: string) => rows(page).filter({ hasText: name });

  it('say who is allowed, muted or has time left, follow what others do, and can be ended and brought back', async () => {
    const { page, tool } = await open({ width: 300, height: 600 });
    await endAll(rig!);
    await rig!.tab('People');
    await page.getByRole('radio', { name: /^Exceptions/ }).click();
    await page.getByText('they stand here until that ends').waitFor();
    const [muted, given] = [subscriber(50), viewer(STRANGER + 9)];
    const set = { userId: muted.userId, feature: 'tts', effect: 'deny', until: 'stream_end' };
    await tool.call('overrides.set', set);
    await row(page, muted.userDisplayName).getByText('Muted until the stream ends · TTS').waitFor();
    await tool.call('grants.add', { userId: given.userId, feature: 'premium-voice', minutes: 8 });
    await row(page, given.userDisplayName).getByText('8 min left · Premium voices').waitFor();
    const guest = { platform: 'youtube', userId: muted.userId, name: 'TubeFan' };
    await tool.call('grants.add', { ...guest, feature: 'tts', minutes: 8 });
    await row(page, 'TubeFan on YouTube').getByText('8 min left · TTS').waitFor();
    await page.getByRole('radio', { name: /^Exceptions 3/ }).waitFor();
    expect(await faults(page)).toEqual([]);

    await row(page, 'TubeFan').getByRole('button', { name: 'End it' }).click();
    await row(page, 'TubeFan').waitFor({ state: 'detached' });
    expect(await rig!.reason(muted.userId)).toBe('override_deny'); // the one at Twitch with that id
    await rig!.notice.getByRole('button', { name: 'Undo' }).click();
    await row(page, 'TubeFan on YouTube').waitFor();
    for (const name of ['TubeFan', muted.userDisplayName, given.userDisplayName])
      await row(page, name).getByRole('button', { name: 'End it' }).click();
    await page.getByText('they stand here until that ends').waitFor();
    expect(await rig!.reason(muted.userId)).toBe('subscriber');
  });

  it('are seen in the panel: which is in force, for how long, with what ends it', async () => {
    const { tool } = await open();
    await rig!.tab('People');
    const { userId, userDisplayName } = subscriber(51);
    await rig!.openViewer(userDisplayName);
    await rig!.panel.getByRole('button', { name: 'Allow Always' }).click();
    await rig!.panel.getByRole('button', { name: 'Allow for ever' }).waitFor();
    await rig!.panel.getByRole('button', { name: 'End it: TTS, Allowed for ever' }).waitFor();
    await tool.call('grants.add', { userId, feature: 'tts', minutes: 8 });
    await rig!.panel.getByRole('button', { name: '+10 min 8 min left' }).waitFor();
    for (const name of ['End it: TTS, Allowed for ever', 'End it: TTS, 8 min left'])
      await rig!.panel.getByRole('button', { name }).click();
    await rig!.panel.getByRole('button', { name: 'Allow Always' }).waitFor();
    await rig!.panel.getByRole('button', { name: '+10 min From now on' }).waitFor();
  });

  it('are offered for nobody whom Twitch does not know, and this is said before', async () => {
    const { page } = await open();
    await rig!.tab('People');
    await page.getByRole('searchbox').fill('no_such_account');
    await page.getByRole('button', { name: 'Look for no_such_account at Twitch' }).click();
    await rig!.panel.getByText('Twitch knows nobody called “no_such_account”').waitFor();
    expect(await rig!.panel.getByRole('button').allInnerTexts()).toHaveLength(2); // refresh, close
    expect(await faults(page)).toEqual([]);
  });
});

describe('its size', () => {
  it('hides no switch that has room, in the longest words', async () => {
    rig = await DockRig.open(browser, app, SIZES.small, '/dock?lang=de');
    const switches = rig.page.getByRole('switch');
    await switches.nth(1).waitFor();
    expect(await switches.count()).toBe(2);
    expect(await rig.page.locator('[part=more]').count()).toBe(0);
  });

  it.each(['narrow', 'dock', 'wide', 'huge'] as const)(
    '%s: nothing has to be scrolled sideways',
    async (name) => {
      const { page } = await open(SIZES[name]);
      const isWide = name === 'wide' || name === 'huge';
      expect(await page.getByRole('tab').count()).toBe(isWide ? 0 : 3);
      for (const tab of isWide ? [] : ['Live', 'Changes', 'People']) {
        await rig!.tab(tab);
        expect([tab, ...(await rig!.overflow())]).toEqual([tab, 0, 0]);
      }
      await rig!.openViewer(subscriber(5).userDisplayName);
      expect(await rig!.overflow()).toEqual([0, 0]);
      expect(await overhang(rig!.panel.locator('.body'))).toBe(0);
    },
  );
});

describe('axe finds nothing to say', () => {
  it('about any tab, a viewer, a menu or a notice', async () => {
    // Tall: what an edge cuts off cannot be judged.
    const { page } = await open({ width: 460, height: 1200 });
    await rig!.check(subscriber(6).userId);
    for (const tab of ['Live', 'Changes', 'People']) {
      await rig!.tab(tab);
      await page.waitForTimeout(100);
      expect([tab, ...(await faults(page))]).toEqual([tab]);
    }
    const { userDisplayName } = subscriber(6);
    await page.getByRole('searchbox').fill('nobody of that name');
    await page.getByText('was ever on your lists').waitFor();
    expect(await faults(page)).toEqual([]);
    await rig!.openViewer(userDisplayName);
    await rig!.panel.getByRole('button', { name: 'Other times' }).click();
    await rig!.panel.getByRole('combobox').waitFor();
    await rig!.panel.getByRole('button', { name: 'Mute Until the stream ends' }).click();
    await rig!.panel.getByText('May not use TTS: muted by hand').waitFor();
    expect(await faults(page)).toEqual([]);
    await rig!.notice.getByRole('button', { name: 'Undo' }).click();
    await rig!.notice.getByText('Undone.').waitFor();
    await page.keyboard.press('Escape');
    const row = page
      .locator('rolecall-viewer-rows')
      .getByRole('button', { name: userDisplayName, exact: true });
    await row.click({ button: 'right' });
    await page.getByRole('menuitem').first().waitFor();
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('button[part=counts]').click();
    await page.getByText('Connected tools').waitFor();
    expect(await faults(page)).toEqual([]);
  });

  it('about everything side by side', async () => {
    const { page } = await open({ width: 1280, height: 1200 });
    await page.locator('rolecall-change-rows .row').first().waitFor();
    expect(await faults(page)).toEqual([]);
  });
});

describe('when the server goes away', () => {
  it('the dock keeps what it knew, lets nothing be done, and goes on when it is back', async () => {
    const first = await startTestApp({ channel: CHANNEL });
    const dock = await DockRig.open(browser, first);
    const { page } = dock;
    const users = first.simulator.world.truth.users;
    await dock.tab('Live');
    await dock.check(users.idAt(1));
    const rows = page.locator('rolecall-decision-rows');
    await rows.locator('.row').first().waitFor();
    await first.app.close();
    await page.getByRole('heading', { name: 'Rolecall is closed' }).waitFor();
    const before = await rowNames(page, 'rolecall-decision-rows');
    expect(before).toHaveLength(1);
    expect(await faults(page)).toEqual([]);
    const give = rows.getByRole('button', { name: /^Give/ });
    expect(await give.getAttribute('aria-disabled')).toBe('true');
    expect(await give.getAttribute('title')).toBe('Rolecall is closed');
    await page.getByRole('switch', { name: 'TTS', checked: true }).click({ force: true });
    await page.getByRole('switch', { name: 'TTS', checked: true }).waitFor();
    await page.mouse.move(5, 5); // what is under the mouse is held
    const { dataFolder, simulator, port } = first;
    const again = await startTestApp({ dataFolder, simulator, config: { port } });
    try {
      await page.locator('rolecall-health[state=fresh]').waitFor();
      const later = await DockRig.open(browser, again);
      await later.check(users.idAt(2));
      await expect.poll(() => rows.locator('.row').count()).toBe(2);
      expect((await rowNames(page, 'rolecall-decision-rows'))[1]).toBe(before[0]);
      expect(dock.complaints).toEqual([]);
      await later.close();
    } finally {
      await dock.close();
      await again.close();
      await simulator.close();
    }
  });
});
