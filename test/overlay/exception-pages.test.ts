import { describe, expect, it } from 'vitest';
import type { Exception } from '../../overlay/lib/format/exceptions.ts';
import { ExceptionPages } from '../../overlay/lib/state/exception-pages.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
const names = { platform: 'twitch', userLogin: null, userDisplayName: null, feature: 'tts' };
const override = (minute: number, userId = String(minute)): Exception =>
  ({ kind: 'override', of: { overrideId: minute, userId, setAt: at(minute), ...names } }) as Exception;
const grant = (minute: number, userId = String(minute)): Exception =>
  ({ kind: 'grant', of: { grantId: minute, userId, addedAt: at(minute), ...names } }) as Exception;

describe('exceptions', () => {
  it('are one list, newest first, only as far down as both lists are read', () => {
    const pages = new ExceptionPages();
    pages.append('override', [override(50), override(20)], 'more');
    expect(pages.items).toEqual([]);
    expect(pages.short).toEqual({ kind: 'grant', cursor: '' });
    pages.append('grant', [grant(40), grant(10)], null);
    expect(pages.items).toEqual([override(50), grant(40), override(20)]);
    expect(pages.short).toEqual({ kind: 'override', cursor: 'more' });
    pages.append('override', [override(20), override(5)], null);
    expect(pages.items).toEqual([override(50), grant(40), override(20), grant(10), override(5)]);
    expect(pages.short).toBe(null);
  });

  it('are what a viewer has now for a feature: another takes its place, one that ends is gone', () => {
    const pages = new ExceptionPages();
    pages.append('override', [override(20, 'a')], null);
    pages.append('grant', [grant(10, 'a')], null);
    pages.put(override(30, 'a'));
    pages.put(grant(40, 'b'));
    expect(pages.items).toEqual([grant(40, 'b'), override(30, 'a'), grant(10, 'a')]);
    pages.remove(override(20, 'a')); // what ended was replaced before
    pages.remove(grant(10, 'a'));
    expect(pages.items).toEqual([grant(40, 'b'), override(30, 'a')]);
  });

  it('of the same id on two platforms are of two people', () => {
    const pages = new ExceptionPages();
    pages.append('override', [], null);
    pages.append('grant', [grant(10, 'a')], null);
    const elsewhere = { kind: 'grant', of: { ...grant(20, 'a').of, platform: 'youtube' } } as Exception;
    pages.put(elsewhere);
    expect(pages.items).toEqual([elsewhere, grant(10, 'a')]);
  });
});
