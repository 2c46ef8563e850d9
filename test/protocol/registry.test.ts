import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { EventHub } from '../../server/api/event-hub.ts';
import { createHandlers } from '../../server/api/handlers.ts';
import type { Services } from '../../server/api/services.ts';
import { Router } from '../../server/api/router.ts';
import { silentLog } from '../../server/core/log.ts';
import { ACTION_NAMES, ACTIONS, type ActionSpec, isActionName } from '../../server/protocol/actions.ts';
import { renderProtocol } from '../../server/protocol/docs/describe.ts';
import { explain } from '../../server/protocol/envelope.ts';
import { ApiError, Problem } from '../../server/core/problem.ts';
import { ERROR_CODES, ERROR_MEANING, ERROR_STATUS } from '../../server/protocol/errors.ts';
import { EVENTS, type EventSpec } from '../../server/protocol/events.ts';
import { includesLevel, LEVELS } from '../../server/protocol/levels.ts';

const actions: [string, ActionSpec][] = Object.entries(ACTIONS);
const events: [string, EventSpec][] = Object.entries(EVENTS);

describe('PROTOCOL.md', () => {
  it('is what the registry says now (else: npm run protocol)', () => {
    const file = readFileSync(resolve('server/protocol/PROTOCOL.md'), 'utf8').replaceAll('\r\n', '\n');
    expect(file).toBe(renderProtocol());
  });

  it('names every action, event and error code', () => {
    const text = renderProtocol();
    for (const [name, { level }] of actions) expect(text).toContain(`### \`${name}\` (${level})`);
    for (const [name] of events) expect(text).toContain(`### \`${name}\``);
    for (const code of ERROR_CODES) expect(text).toContain(`| \`${code}\` | ${ERROR_STATUS[code]} |`);
  });
});

describe('the registry', () => {
  it.each(actions)('%s has a level, a sentence, and shapes that can be described', (_name, spec) => {
    expect(LEVELS).toContain(spec.level);
    expect(spec.summary).toMatch(/^[A-Z].*[.?]$/s);
    expect(() => z.toJSONSchema(spec.params, { io: 'input', unrepresentable: 'any' })).not.toThrow();
    expect(() => z.toJSONSchema(spec.result, { io: 'output' })).not.toThrow();
  });

  it.each(events)('event %s has a sentence and a shape that can be described', (_name, spec) => {
    expect(spec.summary).toMatch(/^[A-Z].*[.?]$/s);
    expect(() => z.toJSONSchema(spec.data, { io: 'output' })).not.toThrow();
  });

  it.each(actions)('%s refuses params that it does not know', (_name, spec) => {
    const parsed = spec.params.safeParse({ somethingElse: 1 });
    expect(parsed.success).toBe(false);
    expect(explain(parsed.error!)).toContain('somethingElse');
  });

  it('has names of the form noun.verb', () => {
    for (const name of ACTION_NAMES) expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
    for (const [name] of events) if (name !== 'hello') expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
  });

  it('has a handler for every action and none beyond', () => {
    const handlers = createHandlers({} as Services, new EventHub(silentLog));
    expect(Object.keys(handlers).sort()).toEqual([...ACTION_NAMES].sort());
    for (const handler of Object.values(handlers)) expect(handler).toBeTypeOf('function');
  });

  it('has a status and a meaning for every error code', () => {
    expect(ERROR_STATUS).toEqual({
      invalid_format: 400,
      invalid_params: 400,
      unknown_action: 404,
      unauthorized: 401,
      forbidden: 403,
      not_found: 404,
      not_connected: 409,
      rate_limited: 429,
      unavailable: 503,
      internal_error: 500,
    });
    for (const code of ERROR_CODES) expect(ERROR_MEANING[code]).toMatch(/\.$/);
  });

  it('orders the levels: owner may all that control may, control all that read may', () => {
    const allowed = LEVELS.map((has) => LEVELS.filter((needs) => includesLevel(has, needs)).join());
    expect(allowed).toEqual(['read', 'read,control', 'read,control,owner']);
  });
});

const STRANGE_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  'sync',
  'Sync.Run',
];

describe('the router', () => {
  const lines: string[] = [];
  const log = { ...silentLog, error: (_scope: string, message: string) => lines.push(message) };
  const handlers = createHandlers({} as Services, new EventHub(log));
  const owner = { level: 'owner', sink: null } as const;

  it.each(STRANGE_NAMES)('knows no action called "%s"', async (name) => {
    expect(isActionName(name)).toBe(false);
    const reply = await new Router(handlers, log).dispatch(name, {}, owner);
    expect(reply).toMatchObject({ ok: false, error: { code: 'unknown_action' } });
  });

  it('quotes an unknown name only as far as it can be printed', async () => {
    const reply = await new Router(handlers, log).dispatch(`\u001b[31mred\n${'x'.repeat(500)}`, {}, owner);
    if (reply.ok) throw new Error('it was ok');
    expect(reply.error.message).toMatch(/^[\x20-\x7e]{1,120}$/);
  });

  it('refuses by level before it looks at the params', async () => {
    const reader = { level: 'read', sink: null } as const;
    const reply = await new Router(handlers, log).dispatch('settings.set', { nonsense: true }, reader);
    expect(reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it.each([
    ['throws', () => { throw new Error('secret detail'); }], // prettier-ignore
    ['rejects', () => Promise.reject(new Error('secret detail'))],
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    ['rejects with what is no error', () => Promise.reject('secret detail')],
    ['answers what its schema forbids', () => ({ nonsense: 'secret detail' })],
    ['answers late what its schema forbids', () => Promise.resolve(null)],
  ])('tells nothing of the inside when a handler %s', async (_how, handler) => {
    lines.length = 0;
    const broken = { ...handlers, 'server.info': handler as never };
    const reply = await new Router(broken, log).dispatch('server.info', {}, owner);
    const error = { code: 'internal_error', message: 'Internal error; the log has the details.' };
    expect(reply).toEqual({ ok: false, error });
    expect(lines).toEqual(['"server.info" failed unexpectedly']);
  });

  it.each([
    ['an error of its own', new ApiError('not_found', 'No such viewer.'), 'not_found', 'No such viewer.'],
    [
      'what the store says',
      new Problem('not_saved', 'The disk is full.', 'Make room.'),
      'unavailable',
      'The disk is full. Make room.',
    ],
    ['what Twitch says', new Problem('not_connected', 'No login.'), 'not_connected', 'No login.'],
  ])('passes on %s, which was worded for people', async (_what, error, code, message) => {
    lines.length = 0;
    const handler = (() => Promise.reject(error)) as never;
    const reply = await new Router({ ...handlers, 'server.info': handler }, log).dispatch(
      'server.info',
      {},
      owner,
    );
    expect(reply).toEqual({ ok: false, error: { code, message } });
    expect(lines).toEqual([]);
  });

  it('never calls an error of Node worded', async () => {
    const error = Object.assign(new Error("ENOSPC: no space left, open '/home/me/x'"), { code: 'ENOSPC' });
    const handler = (() => Promise.reject(error)) as never;
    const reply = await new Router({ ...handlers, 'server.info': handler }, log).dispatch(
      'server.info',
      {},
      owner,
    );
    expect(reply).toMatchObject({ error: { code: 'internal_error' } });
  });
});
