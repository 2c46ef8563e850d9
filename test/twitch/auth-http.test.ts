import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../server/clock.ts';
import { postForm } from '../../server/twitch/auth-http.ts';

let silent: Server;
const before = process.env['TWURPLE_MOCK_API_PORT'];

beforeEach(async () => {
  silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  process.env['TWURPLE_MOCK_API_PORT'] = String((silent.address() as AddressInfo).port);
});

afterEach(() => {
  silent.closeAllConnections();
  silent.close();
  if (before === undefined) delete process.env['TWURPLE_MOCK_API_PORT'];
  else process.env['TWURPLE_MOCK_API_PORT'] = before;
});

it('gives up on a silent login service in time, also when garbage is collected meanwhile', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const collecting = setInterval(collectGarbage, 100);
  const lasting = new AbortController();
  const call = postForm('token', { grant_type: 'refresh_token' }, lasting.signal, systemClock, 700);
  await expect(call).rejects.toMatchObject({ code: 'timeout' });
  clearInterval(collecting);
});

it('ends at once when the login is stopped', async () => {
  const login = new AbortController();
  const call = postForm('token', {}, login.signal, systemClock);
  login.abort();
  await expect(call).rejects.toMatchObject({ code: 'cancelled' });
});
