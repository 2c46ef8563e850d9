import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeAll } from '../../server/protocol/docs/documents.ts';
import type { JsonSchema } from '../../server/protocol/docs/json-schema.ts';
import { runNow } from '../../server/protocol/docs/steps.ts';
import { root } from '../architecture/source-tree.ts';
import { breaksOf } from '../support/wire-breaks.ts';

/**
 * The wire contract as it was frozen. Tools that people run know it: what it has stays. Only what is added may be
 * added; a change that breaks it on purpose says so in the commit and renews this file with ROLECALL_FREEZE=1.
 */
const FILE = join(root, 'test/fixtures/wire/frozen.json');
type Defs = Record<string, JsonSchema>;

const text = runNow(describeAll('0')).get('/api/docs/socket.json')!.text;
const now = (JSON.parse(text) as { $defs: Defs }).$defs;
if (process.env['ROLECALL_FREEZE']) writeFileSync(FILE, `${JSON.stringify(now)}\n`);
const frozen = JSON.parse(readFileSync(FILE, 'utf8')) as Defs;

/** The contract after a change that somebody makes. */
function changed(change: (defs: Defs) => void): Defs {
  const copy = structuredClone(now);
  change(copy);
  return copy;
}
type Loose = {
  properties: Record<string, Loose>;
  required: string[];
  type?: unknown;
  enum: unknown[];
  $ref?: string;
  'x-level': string;
};
const at = (defs: Defs, name: string): Loose => defs[name] as unknown as Loose;

describe('the wire contract', () => {
  it('breaks nothing that tools know', () => {
    expect(breaksOf(frozen, now)).toEqual([]);
  });

  it('holds every action and event, so that there is something to break', () => {
    expect(Object.keys(frozen).filter((name) => name.startsWith('params.')).length).toBeGreaterThan(50);
    expect(Object.keys(frozen).filter((name) => name.startsWith('data.')).length).toBeGreaterThan(10);
  });
});

describe('what a change breaks is said', () => {
  it.each<[string, (defs: Defs) => void]>([
    ['params.sync.run is gone', (defs) => delete defs['params.sync.run']],
    ['params.grants.add.note is gone', (defs) => delete at(defs, 'params.grants.add').properties['note']],
    [
      'params.grants.add.note has to be sent now',
      (defs) => at(defs, 'params.grants.add').required.push('note'),
    ],
    [
      'params.overrides.set.effect takes no allow any more',
      (defs) => (at(defs, 'params.overrides.set').properties['effect']!.enum = ['deny']),
    ],
    [
      'params.grants.add.minutes takes no number any more',
      (defs) => (at(defs, 'params.grants.add').properties['minutes']!.type = 'string'),
    ],
    [
      'request.sync.status: who had the level read needs owner now',
      (defs) => (at(defs, 'request.sync.status')['x-level'] = 'owner'),
    ],
    ['data.stream.status is gone', (defs) => delete defs['data.stream.status']],
  ])('%s', (line, change) => {
    expect(breaksOf(now, changed(change))).toContain(line);
  });

  it('of an answer: a field that is gone, may be left out, or may be of another type', () => {
    const name = Object.keys(now).find((each) => each === 'result.server.info')!;
    const field = (defs: Defs) => at(defs, name).properties;
    expect(
      breaksOf(
        now,
        changed((defs) => delete field(defs)['version']),
      ),
    ).toEqual([`${name}.version is gone`]);
    expect(
      breaksOf(
        now,
        changed((defs) => {
          at(defs, name).required = at(defs, name).required.filter((each) => each !== 'version');
        }),
      ),
    ).toEqual([`${name}.version may be left out now`]);
    expect(
      breaksOf(
        now,
        changed((defs) => (field(defs)['version']!.type = ['string', 'null'])),
      ),
    ).toEqual([`${name}.version may be null now`]);
  });

  it('and what is only added breaks nothing', () => {
    const more = changed((defs) => {
      defs['params.tea.make'] = { type: 'object', properties: {} };
      at(defs, 'params.grants.add').properties['colour'] = { type: 'string' } as unknown as Loose;
      at(defs, 'params.overrides.set').properties['effect']!.enum.push('whisper');
      at(defs, 'result.server.info').properties['colour'] = { type: 'string' } as unknown as Loose;
      at(defs, 'request.settings.get')['x-level'] = 'read';
    });
    expect(breaksOf(now, more)).toEqual([]);
  });
});
