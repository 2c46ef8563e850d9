import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../server/core/roles.ts';
import { parseBanPage } from '../../server/twitch/audience.external.ts';
import {
  channelLoginIn,
  parseDisplayName,
  parseListPage,
  parseRefusal,
  parseValidation,
} from '../../server/twitch/lists.external.ts';
import { parseUser, parseUsers } from '../../server/twitch/people.external.ts';
import { parseRedemptions, parseRewards } from '../../server/twitch/rewards.external.ts';

const person = { user_id: '7', user_login: 'Ann', user_name: 'Ünal' };
const sub = {
  ...person,
  tier: '2000',
  is_gift: true,
  gifter_id: '9',
  gifter_login: 'kind',
  gifter_name: 'Kind',
};
const page = (data: unknown[], more: object = {}) => ({ data, pagination: {}, ...more });
const first = (kind: 'subscribers' | 'vips', row: object) => {
  const parsed = parseListPage(kind, page([row]), 100);
  return typeof parsed === 'string' ? parsed : parsed.rows[0];
};

describe('a row of Twitch', () => {
  it('becomes one of ours, logins in lower case', () => {
    expect(first('subscribers', sub)).toEqual({
      user: { userId: '7', userLogin: 'ann', userDisplayName: 'Ünal' },
      detail: { tier: '2000', isGift: true, gifterId: '9', gifterLogin: 'kind' },
    });
    expect(first('vips', person)).toMatchObject({ detail: { tier: null, isGift: false, gifterId: null } });
  });

  it('has no gifter where Twitch writes an empty one, or where it is no gift', () => {
    const none = { gifterId: null, gifterLogin: null };
    expect(first('subscribers', { ...sub, gifter_id: '', gifter_login: '' })).toMatchObject({ detail: none });
    expect(first('subscribers', { ...sub, is_gift: false })).toMatchObject({
      detail: { ...none, isGift: false },
    });
  });

  it('has no gifter that Twitch cannot have', () => {
    for (const gifter_id of ['x', 'x'.repeat(100_000), 7, {}, '-1'])
      expect(first('subscribers', { ...sub, gifter_id })).toMatchObject({ detail: { gifterId: null } });
    for (const gifter_login of ['x'.repeat(100_000), 7, null])
      expect(first('subscribers', { ...sub, gifter_login })).toMatchObject({ detail: { gifterLogin: null } });
  });

  it('keeps a deleted account, whose names are empty', () => {
    const user = { userId: '7', userLogin: '', userDisplayName: '' };
    expect(first('vips', { user_id: '7', user_login: '', user_name: '' })).toMatchObject({ user });
    expect(first('vips', { user_id: '7', user_login: 'ann', user_name: '' })).toMatchObject({
      user: { userDisplayName: 'ann' },
    });
  });

  it.each([
    ['1000', '1000'],
    ['3000', '3000'],
    ['prime', '1000'],
    ['Prime', '1000'],
    ['4000', null],
  ])('takes the tier %s for %s: it is a subscription whatever it is called', (said, tier) => {
    expect(first('subscribers', { ...sub, tier: said })).toMatchObject({ detail: { tier } });
  });

  it.each([
    ['no id', { ...sub, user_id: '' }],
    ['an id that is no number', { ...sub, user_id: '7; drop' }],
    ['no tier', { ...sub, tier: undefined }],
    ['nothing', null],
    ['a list', []],
  ])('spoils the page with %s', (_name, row) => {
    expect(parseListPage('subscribers', page([sub, row]), 100)).toBeTypeOf('string');
  });
});

describe('a page of Twitch', () => {
  it('tells its cursor and total; an empty cursor is none', () => {
    expect(parseListPage('vips', page([], { pagination: { cursor: 'x' }, total: 3 }), 100)).toMatchObject({
      cursor: 'x',
      total: 3,
    });
    for (const pagination of [{ cursor: '' }, {}, null])
      expect(parseListPage('vips', page([], { pagination }), 100)).toMatchObject({
        cursor: null,
        total: null,
      });
  });

  it('may lack its pagination unless it is full', () => {
    expect(parseListPage('vips', { data: [person] }, 100)).toMatchObject({ cursor: null });
    expect(parseListPage('vips', { data: [person] }, 1)).toBeTypeOf('string');
    expect(parseListPage('vips', page([person]), 1)).toMatchObject({ cursor: null });
  });

  it.each([[-1], [Number.NaN], ['12'], [1.5], [1e300]])('believes no total of %s', (total) => {
    expect(parseListPage('vips', page([], { total }), 100)).toMatchObject({ total: null });
  });

  it('is a page or a few words, whatever comes', () => {
    const shape = fc.record(
      {
        data: fc.oneof(fc.anything(), fc.array(fc.anything())),
        pagination: fc.anything(),
        total: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), fc.oneof(fc.anything(), shape), (kind, body) => {
        const parsed = parseListPage(kind, body, 100);
        if (typeof parsed === 'string') return;
        for (const { user } of parsed.rows) expect(user.userId).toMatch(/^\d+$/);
        expect(parsed.cursor).not.toBe('');
      }),
    );
  });
});

describe('a name far longer than any of Twitch', () => {
  const long = 'x'.repeat(100_000);
  it.each<[string, unknown]>([
    ['in a list', parseListPage('vips', page([{ user_id: '7', user_login: long, user_name: long }]), 100)],
    ['of a gifter', parseListPage('subscribers', page([{ ...sub, gifter_login: long }]), 100)],
    ['of the channel', channelLoginIn({ data: [{ broadcaster_login: long }] })],
    ['of an account', parseUser({ data: [{ id: '7', login: long, display_name: long }] })],
    ['shown of an account', parseUser({ data: [{ id: '7', login: 'ann', display_name: long }] })],
    ['of some accounts', parseUsers({ data: [{ id: '7', login: 'ann', display_name: long }] })],
    ['shown of the channel', parseDisplayName({ data: [{ display_name: long }] })],
    ['of the login', parseValidation({ user_id: '7', login: long, client_id: 'c' })],
    ['of who is banned', parseBanPage(page([{ user_id: '7', user_login: long, user_name: long }]))],
    ['of a reward', parseRewards({ data: [{ id: 'r', title: long, prompt: long }] })],
    [
      'of who redeemed',
      parseRedemptions({
        data: [{ id: 'x', reward: { id: 'r' }, user_id: '7', user_login: long, user_name: long }],
      }),
    ],
  ])('is not taken over: %s', (_where, parsed) => {
    expect(JSON.stringify(parsed ?? null).length).toBeLessThan(1_000);
  });

  it.each([[7], ['7; drop'], ['x'.repeat(30)], [null]])('nor an id such as %j', (id) => {
    expect(parseUser({ data: [{ id, login: 'ann' }] })).toBeUndefined();
    expect(parseValidation({ user_id: id, login: 'ann' })).toBeNull();
  });
});

it('reads refusals and validations with care', () => {
  expect(parseRefusal({ message: 'no' })).toBe('no');
  expect(parseRefusal({ message: 'x'.repeat(1_000) })).toHaveLength(300);
  for (const body of [null, 'no', { message: 7 }, undefined]) expect(parseRefusal(body)).toBe('');
  for (const body of [null, {}, { user_id: 7 }, 'x']) expect(parseValidation(body)).toBeNull();
  expect(parseValidation({ user_id: '7', scopes: ['a', 7], expires_in: 'x' })).toMatchObject({
    scopes: ['a'],
    expiresInS: null,
  });
});
