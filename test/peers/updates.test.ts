import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { silentLog } from '../../server/core/log.ts';
import { Warnings } from '../../server/core/warnings.ts';
import { askNewestRelease } from '../../server/peers/newest-release.ts';
import { Updates } from '../../server/peers/updates.ts';
import { onEnd } from '../support/endings.ts';
import { FakeClock } from '../support/fake-clock.ts';

type Answer = (response: ServerResponse) => void;
const DAY = 24 * 3_600_000;
const redirect =
  (location: string, status = 302): Answer =>
  (response) =>
    void response.writeHead(status, { location }).end();
const releaseOf = (version: string): Answer => redirect(`/someone/rolecall/releases/tag/v${version}`);

/** A page with releases, and what it was asked. */
async function pageWith(answer: Answer) {
  const asked: IncomingMessage[] = [];
  const page = { answer, asked, url: '' };
  const server = createServer((request, response) => {
    asked.push(request);
    page.answer(response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  page.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/someone/rolecall/releases`;
  return page;
}

function updatesOf(releases: string | null, isOn = true, skippedVersion: string | null = null) {
  const clock = new FakeClock();
  const settings = { checkForUpdates: isOn, skippedVersion };
  const warnings = new Warnings(() => clock.now());
  const store = {
    get: () => settings,
    update: (patch: object) => Promise.resolve(Object.assign(settings, patch)),
  };
  const updates = new Updates({
    version: '0.1.0',
    releases,
    settings: store,
    warnings,
    clock,
    log: silentLog,
  });
  onEnd(() => updates.close());
  /** Lets time go by, and waits for what is asked then. */
  const pass = async (ms: number) => {
    await clock.advance(ms);
    return updates.view();
  };
  const said = (): string[] => warnings.list().map(({ message }) => message);
  return { updates, settings, warnings, pass, said };
}

describe('whether there is a newer version', () => {
  it('is never asked unless the streamer wants to know, nor where nobody named a page', async () => {
    const page = await pageWith(releaseOf('0.2.0'));
    const off = updatesOf(page.url, false);
    const none = updatesOf(null);
    for (const { updates } of [off, none]) updates.start();
    none.updates.onSetting();
    expect(await off.pass(3 * DAY)).toMatchObject({ enabled: false, newer: null, askedAt: null });
    expect(await none.pass(3 * DAY)).toMatchObject({ releases: null, newer: null, askedAt: null });
    expect(page.asked).toEqual([]);
  });

  it('is asked a minute after the start and then once a day: one GET, which tells nothing of who asks', async () => {
    const page = await pageWith(releaseOf('0.2.0'));
    const { updates, pass, said } = updatesOf(page.url);
    updates.start();
    await pass(59_000);
    expect(page.asked).toHaveLength(0);
    expect(await pass(1_000)).toMatchObject({ enabled: true, newer: '0.2.0', failed: false });
    expect(said()).toEqual(['Version 0.2.0 of Rolecall is there; this is 0.1.0.']);
    expect(page.asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /someone/rolecall/releases/latest',
    ]);
    const { host: _host, ...headers } = page.asked[0]!.headers;
    expect(headers).toEqual({ 'user-agent': 'rolecall', connection: 'close' });
    await pass(DAY - 1);
    expect(page.asked).toHaveLength(1);
    page.answer = releaseOf('0.3.0');
    await pass(1);
    expect(page.asked).toHaveLength(2);
    expect(said()).toEqual(['Version 0.3.0 of Rolecall is there; this is 0.1.0.']);
  });

  it('is asked at once when it is switched on, and not said any more when it is switched off', async () => {
    const page = await pageWith(releaseOf('0.2.0'));
    const { updates, settings, pass, said } = updatesOf(page.url, false);
    updates.start();
    settings.checkForUpdates = true;
    updates.onSetting();
    expect(await updates.view()).toMatchObject({ newer: '0.2.0' });
    expect(said()).toHaveLength(1);
    settings.checkForUpdates = false;
    updates.onSetting();
    expect(said()).toEqual([]);
    await pass(3 * DAY);
    expect(page.asked).toHaveLength(1);
  });

  it.each(['0.1.0', '0.0.9'])(
    'is no where the newest is %s, and what was said before is over',
    async (version) => {
      const page = await pageWith(releaseOf(version));
      const { updates, warnings, pass, said } = updatesOf(page.url);
      warnings.restore([{ code: 'newer_version', message: 'Version 0.1.0 is there.', fix: null, at: 1 }]);
      updates.start();
      expect(said()).toEqual([]);
      expect(await pass(60_000)).toMatchObject({ newer: null, failed: false });
      expect(said()).toEqual([]);
    },
  );

  it('is said of a version once: not again after it was put away, also after a restart, but of the next', async () => {
    const page = await pageWith(releaseOf('0.2.0'));
    const first = updatesOf(page.url);
    first.updates.start();
    await first.pass(60_000);
    await first.updates.skip();
    first.warnings.dismiss('newer_version');
    await first.pass(2 * DAY);
    expect(first.said()).toEqual([]);
    const again = updatesOf(page.url, true, first.settings.skippedVersion);
    again.updates.start();
    expect(await again.pass(60_000)).toMatchObject({ newer: '0.2.0' });
    expect(again.said()).toEqual([]);
    page.answer = releaseOf('0.2.1');
    await again.pass(DAY);
    expect(again.said()).toHaveLength(1);
  });

  it('is silent where the page cannot be reached, and is asked again the next day', async () => {
    const page = await pageWith((response) => response.socket?.destroy());
    const { updates, pass, said } = updatesOf(page.url);
    updates.start();
    expect(await pass(60_000)).toMatchObject({ newer: null, failed: true });
    expect(said()).toEqual([]);
    page.answer = releaseOf('0.2.0');
    expect(await pass(DAY)).toMatchObject({ newer: '0.2.0', failed: false });
  });

  it('is not asked any more once Rolecall is closed', async () => {
    const page = await pageWith(releaseOf('0.2.0'));
    const { updates, pass } = updatesOf(page.url);
    updates.start();
    await pass(60_000);
    updates.close();
    await pass(3 * DAY);
    expect(page.asked).toHaveLength(1);
  });
});

describe('the newest release', () => {
  it.each<[string, Answer, string | null]>([
    ['an address of another site', redirect('https://example.org/x/-/releases/1.4.10'), '1.4.10'],
    ['one with a slash at its end', redirect('/releases/tag/v2.0.0/', 301), '2.0.0'],
    ['the page itself: there are none', redirect('/someone/rolecall/releases'), null],
    ['a name that is no version', redirect('/releases/tag/nightly'), null],
    ['what comes before a version', redirect('/releases/tag/v2.0.0-beta.1'), null],
    ['nothing', (response) => void response.writeHead(302).end(), null],
    ['that there is no such page', (response) => void response.writeHead(404).end(), null],
  ])('is read from %s', async (_what, answer, version) => {
    const page = await pageWith(answer);
    expect(await askNewestRelease(page.url, 5_000)).toBe(version);
    expect(page.asked).toHaveLength(1);
  });

  it('that never ends is not read', async () => {
    const page = await pageWith((response) => {
      response.writeHead(302, { location: '/releases/tag/v3.0.0' });
      const more = (): void => void response.write('x'.repeat(65_536), () => !response.destroyed && more());
      more();
    });
    expect(await askNewestRelease(page.url, 5_000)).toBe('3.0.0');
  });

  it.each<[string, Answer]>([
    ['a page', (response) => void response.writeHead(200).end('<a href="/releases/tag/v9.9.9">')],
    ['an error', (response) => void response.writeHead(503).end()],
    ['nothing in time', () => undefined],
    [
      'endless headers',
      (response) => void response.writeHead(302, { location: `/${'x'.repeat(90_000)}/v9.9.9` }).end(),
    ],
  ])('is not known where it answers %s', async (_what, answer) => {
    const page = await pageWith(answer);
    await expect(askNewestRelease(page.url, 300)).rejects.toThrow(Error);
  });
});
