import { onEnd } from '../support/endings.ts';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/start-app.ts';
import { TestClient } from '../support/ws-client.ts';
import { until } from './harness.ts';

export async function app(options: TestAppOptions): Promise<TestApp> {
  const started = await startTestApp(options);
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (!isClosed) await started.close();
    isClosed = true;
  };
  onEnd(close);
  return { ...started, close };
}

export async function client(of: TestApp): Promise<TestClient> {
  // As our own page, which may do everything.
  const made = await TestClient.open(of.wsUrl, { headers: { origin: of.baseUrl } });
  onEnd(() => made.close());
  return made;
}

/** Waits until the last list was read, by whatever sync. */
export async function synced(of: TestApp): Promise<void> {
  const { sync } = of.app;
  await until('the first sync', () => !sync.running && sync.memory.subscribers.lastAttemptAt !== null, {
    tell: () => of.lines.slice(-10).join('\n'),
  });
}
