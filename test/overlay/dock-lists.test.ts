// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { type Decision, DecisionLog, MAX_SHOWN } from '../../overlay/lib/state/decision-log.ts';
import { keyOf, type Viewer, ViewerPages } from '../../overlay/lib/state/viewer-pages.ts';

const viewer = (userLogin: string, userId = `id-${userLogin}`): Viewer => ({
  userId,
  userLogin,
  userDisplayName: userLogin,
  roles: [],
  verifying: false,
});

/** What the server answers: the real order and the real cursor. */
class Server {
  people = new Map<string, Viewer>();

  constructor(logins: readonly string[]) {
    for (const login of logins) this.add(viewer(login));
  }

  add(one: Viewer): void {
    this.people.set(one.userId, one);
  }

  list(after: string, limit = 3) {
    const all = [...this.people.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    const rest = all.filter((one) => keyOf(one) > after);
    const items = rest.slice(0, limit);
    return { items, cursor: rest.length > limit ? keyOf(items.at(-1)!) : null, total: all.length };
  }
}

function readAll(pages: ViewerPages, server: Server): string[] {
  for (;;) {
    const dirty = pages.dirtyIn(0, 99);
    if (dirty !== null) pages.replace(dirty, server.list(dirty));
    else if (pages.next !== null) pages.append(server.list(pages.next));
    else break;
  }
  return Array.from({ length: pages.loaded }, (_, index) => pages.at(index)!.userLogin);
}

describe('a long list read page by page', () => {
  const logins = [...'bdfhjlnp'];

  it('holds everybody once and in order, and knows how many there are from the first page on', () => {
    const pages = new ViewerPages();
    pages.append(new Server(logins).list(''));
    expect([pages.total, pages.loaded]).toEqual([8, 3]);
    expect(readAll(pages, new Server(logins))).toEqual(logins);
    expect(pages.at(8)).toBeUndefined();
  });

  it.each([
    ['somebody comes in the middle', (s: Server) => s.add(viewer('g')), [viewer('g')]],
    ['somebody comes before all', (s: Server) => s.add(viewer('a')), [viewer('a')]],
    ['somebody comes after all', (s: Server) => s.add(viewer('z')), [viewer('z')]],
    ['somebody goes', (s: Server) => s.people.delete('id-f'), [viewer('f')]],
    [
      'a whole page goes',
      (s: Server) => ['b', 'd', 'f'].forEach((l) => s.people.delete(`id-${l}`)),
      [...'bdf'].map((l) => viewer(l)),
    ],
    [
      'more come than fit on a page',
      (s: Server) => [...'cegikmo'].forEach((l) => s.add(viewer(l))),
      [...'cegikmo'].map((l) => viewer(l)),
    ],
    ['somebody is called otherwise now', (s: Server) => s.add(viewer('zz', 'id-b')), [viewer('zz', 'id-b')]],
  ])('is what the server says again when %s', (_, change, told) => {
    const server = new Server(logins);
    const pages = new ViewerPages();
    readAll(pages, server);
    change(server);
    for (const one of told) pages.touch(one);
    const expected = [...server.people.values()].map(({ userLogin }) => userLogin).sort();
    expect(readAll(pages, server)).toEqual(expected);
    expect(pages.total).toBe(expected.length);
  });

  it('reads only pages that have changed', () => {
    const server = new Server(logins);
    const pages = new ViewerPages();
    readAll(pages, server);
    pages.touch(viewer('h'));
    expect([pages.dirtyIn(0, 2), pages.dirtyIn(3, 5)]).toEqual([null, keyOf(viewer('f'))]);
  });
});

const decision = (decisionId: number, changes: Partial<Decision> = {}): Decision => ({
  decisionId,
  allowed: decisionId % 2 === 0,
  feature: 'tts',
  reason: decisionId % 2 === 0 ? 'everyone' : 'no_matching_rule',
  message: '',
  user: { userId: String(decisionId), userLogin: null, userDisplayName: null },
  roles: [],
  tier: null,
  expiresAt: null,
  retryAfterMs: null,
  perks: { voice: null, maxChars: null, maxSeconds: null, volume: null },
  said: false,
  at: '2026-11-22T20:00:00.000Z',
  platform: 'twitch',
  consume: false,
  ...changes,
});
const ids = (log: DecisionLog): number[] => log.shown.map(({ decisionId }) => decisionId);

describe('the log of decisions', () => {
  it('shows the newest first and never more than it may, however many come', () => {
    const log = new DecisionLog();
    for (let id = 1; id <= 5_000; id++) log.add(decision(id));
    expect([log.shown.length, log.waiting]).toEqual([0, 5_000]);
    log.show();
    expect([log.shown.length, log.waiting]).toEqual([MAX_SHOWN, 0]);
    expect(ids(log).slice(0, 2)).toEqual([5_000, 4_999]);
  });

  it('joins what the server remembers with what came meanwhile, each once', () => {
    const log = new DecisionLog();
    for (const id of [3, 4]) log.add(decision(id));
    log.restore(
      [3, 2, 1].map((id) => decision(id)),
      'run 1',
    );
    expect(ids(log)).toEqual([4, 3, 2, 1]);
    log.restore(
      [5, 4, 3, 2, 1].map((id) => decision(id)),
      'run 1',
    );
    expect(ids(log)).toEqual([5, 4, 3, 2, 1]);
  });

  it('loses nothing when a server comes back that remembers nothing', () => {
    const log = new DecisionLog();
    log.restore(
      [2, 1].map((id) => decision(id)),
      'run 1',
    );
    log.restore([], 'run 2');
    log.add(decision(1));
    log.show();
    expect(ids(log)).toEqual([1, 2, 1]);
  });

  it('keeps to its filter', () => {
    const log = new DecisionLog();
    log.restore(
      [4, 3, 2, 1].map((id) => decision(id)),
      'run 1',
    );
    log.add(decision(5));
    log.setFilter({ allowed: false, feature: 'tts' });
    expect([ids(log), log.waiting]).toEqual([[3, 1], 1]);
    for (const change of [{ feature: 'song' }, { allowed: true }, {}]) log.add(decision(7, change));
    log.show();
    expect(ids(log)).toEqual([7, 5, 3, 1]);
  });
});
