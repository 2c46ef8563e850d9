import { describe, expect, it } from 'vitest';
import { sleep } from '../../server/core/clock.ts';
import { Obs } from '../../server/peers/obs.ts';
import { onEnd } from '../support/endings.ts';
import { fastClock } from '../support/fast-clock.ts';
import { Queue } from '../support/queue.ts';
import { FakeObs } from './fake-obs.ts';
import { freePort } from '../support/free-port.ts';
import { keptLog, mutePort, until } from './harness.ts';

async function fake(password: string | null = null, port = 0, isMute = false): Promise<FakeObs> {
  const started = await FakeObs.start(password, port, isMute);
  onEnd(() => started.stop());
  return started;
}

function ours(factor = 20) {
  const clock = fastClock(factor);
  const { lines, log } = keptLog();
  const told = new Queue<string>();
  const obs = new Obs({
    clock,
    log,
    random: () => 0.5,
    onChange: () => undefined,
    onStarted: () => told.push('started'),
    onStopped: () => told.push('stopped'),
  });
  onEnd(() => obs.stop());
  const at = (port: number, password: string | null = null) => ({ host: '127.0.0.1', port, password });
  const reach = (status: string, code: string | null = null): Promise<void> =>
    until(
      () => obs.state.status === status && (obs.state.problem?.code ?? null) === code,
      `${status} ${code}`,
    );
  return { obs, clock, lines, told, at, reach };
}

describe('OBS', () => {
  it('tells when the stream starts and stops, and nothing else is asked of it', async () => {
    const server = await fake('obs password');
    const { obs, told, at, reach } = ours();
    obs.start(at(server.port, 'obs password'));
    await reach('connected');
    server.setStreaming(true);
    expect(await told.take()).toBe('started');
    server.setStreaming(false);
    expect(await told.take()).toBe('stopped');
    expect(server.subscriptions).toBe(64);
    expect(told.size).toBe(0);
  });

  it('that streams already when it is found has started', async () => {
    const server = await fake();
    server.isStreaming = true;
    const { obs, told, at } = ours();
    obs.start(at(server.port));
    expect(await told.take()).toBe('started');
  });

  it('that does not stream when it is found has stopped nothing: another PC may stream', async () => {
    const server = await fake();
    const { obs, told, at, reach } = ours();
    obs.start(at(server.port));
    await reach('connected');
    await new Promise((done) => setTimeout(done, 50));
    expect(told.size).toBe(0);
  });

  it('that crashes on stream stops nothing until it is seen again without a stream', async () => {
    const server = await fake();
    server.isStreaming = true;
    const { obs, lines, told, at, reach } = ours();
    obs.start(at(server.port));
    expect(await told.take()).toBe('started');
    server.isStreaming = false;
    server.drop();
    await reach('failed', 'lost');
    expect(told.size).toBe(0);
    expect(await told.take()).toBe('stopped');
    expect(lines).toHaveLength(3);
  });

  it('missed nothing if an event was lost', async () => {
    const server = await fake();
    const { obs, told, at, reach } = ours(60);
    obs.start(at(server.port));
    await reach('connected');
    server.isStreaming = true; // and nobody says so
    expect(await told.take()).toBe('started');
  });

  it.each([
    ['wrong_password', 'wrong'],
    ['password_needed', null],
  ])('says %s and does not hammer', async (code, password) => {
    const server = await fake('right');
    const { obs, clock, lines, at, reach } = ours();
    obs.start(at(server.port, password));
    await reach('failed', code);
    await sleep(clock, 12_000);
    expect(server.connections).toBe(1);
    expect(lines).toHaveLength(1);
  });

  it('is waited for while it is not there', async () => {
    const port = await freePort();
    const { obs, lines, at, reach } = ours();
    obs.start(at(port));
    await reach('failed', 'unreachable');
    await fake(null, port);
    await reach('connected');
    expect(lines).toHaveLength(2);
  });

  it.each([
    ['accepts and says nothing', () => fake(null, 0, true).then(({ port }) => port)],
    ['is no WebSocket server', () => mutePort()],
  ])('is not what %s', async (_, listen) => {
    const { obs, at, reach } = ours();
    obs.start(at(await listen()));
    await reach('failed', 'no_answer');
  });

  it('that hangs is noticed', async () => {
    const server = await fake();
    const { obs, at, reach } = ours(40);
    obs.start(at(server.port));
    await reach('connected');
    server.isSilent = true;
    await reach('failed', 'lost');
  });

  it('can be switched off and on at any moment', async () => {
    const server = await fake();
    const { obs, at } = ours();
    for (let i = 0; i < 40; i++) {
      obs.start(at(server.port));
      if (i % 2 === 1) await new Promise((done) => setTimeout(done, i % 7));
      obs.stop();
    }
    await until(() => server.open === 0, 'no socket is left');
    expect(obs.state.status).toBe('off');
  });
});
