import { expect, it } from 'vitest';
import { type AccessTokenRecord, openAccessTokens } from '../../server/store/access-token-store.ts';
import { NOW, reopen, rig } from './harness.ts';

const record = (id: string): AccessTokenRecord => ({
  id,
  name: `Tool ${id}`,
  level: 'control',
  hash: 'ab'.repeat(32),
  createdAt: NOW,
  lastUsedAt: null,
});

it('tokens survive, and no earlier version of them is kept', async () => {
  const parts = await rig();
  const store = await openAccessTokens(parts);
  await store.update(() => [record('1')]);
  await store.update((records) => [...records, record('2')]);
  await store.update((records) => records.slice(1));
  const names = await parts.names();
  expect(names).toEqual(['access-tokens.copy.json', 'access-tokens.json']);
  for (const name of names) expect(await parts.text(name)).not.toContain('Tool 1');
  expect((await openAccessTokens(await reopen(parts))).all()).toEqual([record('2')]);
});

it('on a full disk a change is refused in plain words and did not happen', async () => {
  const parts = await rig();
  const store = await openAccessTokens(parts);
  await store.update(() => [record('1')]);
  parts.files.fail('write', 'ENOSPC');
  const saving = store.update((records) => [...records, record('2')]);
  await expect(saving).rejects.toMatchObject({ code: 'not_saved', message: /full/ });
  expect(store.all()).toEqual([record('1')]);
  parts.files.heal();
  expect((await openAccessTokens(await reopen(parts))).all()).toEqual([record('1')]);
});

it.each([
  ['a level that there is not', { ...record('1'), level: 'admin' }],
  ['no hash', { ...record('1'), hash: '' }],
  ['a token in place of its hash', { ...record('1'), hash: 'rc_secret' }],
  ['a field more', { ...record('1'), token: 'rc_secret' }],
])('a file with %s lets nobody in, and says so', async (_what, damaged) => {
  const parts = await rig();
  await parts.put('access-tokens.json', JSON.stringify({ version: 1, data: [damaged] }));
  const store = await openAccessTokens(parts);
  expect(store.all()).toEqual([]);
  expect(parts.codes()).toEqual(['access_tokens_lost']);
  expect(parts.told()).toContain('access-tokens.json was damaged');
});

it('an older file does not bring back a token that was revoked', async () => {
  const parts = await rig();
  const store = await openAccessTokens(parts);
  await store.update(() => [record('1'), record('2')]);
  const older = await parts.text('access-tokens.json');
  await store.update((records) => records.slice(1));
  for (const name of await parts.names()) await parts.put(name, older);
  const next = await reopen(parts);
  expect([(await openAccessTokens(next)).all(), next.codes()]).toEqual([[], ['access_tokens_lost']]);
});
