// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RolecallError } from '../../integrations/client/index.ts';
import type { ClientErrorCode } from '../../integrations/client/index.ts';
import type * as Panel from '../../overlay/components/connect-panel.ts';
import type * as Bar from '../../overlay/components/dock/notice-bar.ts';
import type * as Read from '../../overlay/components/settings/first-read.ts';
import type * as Peer from '../../overlay/components/settings/peer-card.ts';
import * as english from '../../overlay/lib/format/errors.ts';
import * as englishPeers from '../../overlay/lib/format/peer-problems.ts';
import * as englishTwitch from '../../overlay/lib/format/twitch-problems.ts';
import type { Peers } from '../../overlay/lib/state/peers-editor.ts';
import type { TwitchStatus } from '../../overlay/lib/state/twitch-login.ts';
import { errorTexts } from '../../overlay/lib/texts/en/errors.ts';
import { peerProblemTexts } from '../../overlay/lib/texts/en/peer-problems.ts';
import { type Language, LANGUAGES } from '../../server/core/languages.ts';
import { PEER_PROBLEM_CODES } from '../../server/peers/problem.ts';
import { ERROR_CODES } from '../../server/protocol/errors.ts';
import { SYNC_ERROR_CODES } from '../../server/sync/ports.ts';
import { statusOf } from '../support/fake-rolecall.ts';
import { inLanguage } from '../support/in-language.ts';

const SERVER = 'The server says this in English.';
const WIRE: readonly ClientErrorCode[] = [...ERROR_CODES, 'disconnected', 'timeout', 'closed'];
const others = LANGUAGES.filter((name): name is Exclude<Language, 'en'> => name !== 'en');
const problem = (code: string) => ({ code, message: SERVER, fix: 'Do this.' });
const error = (code: string): RolecallError => new RolecallError(code as ClientErrorCode, SERVER);

/** Each has words of its own, none of them English. */
function expectOwnWords(words: readonly string[], foreign: readonly string[]): void {
  for (const each of words) {
    expect(each).toMatch(/\p{L}{3,}.*[.]$/u);
    expect(each).not.toMatch(/undefined|\bThe server\b|Do this/);
    expect(foreign).not.toContain(each);
  }
}

describe.each(others)('a page in %s', (language) => {
  it('says in its words why something did not work', async () => {
    const { errorText } = await inLanguage<typeof english>(language, 'overlay/lib/format/errors.ts');
    const words = WIRE.map((code) => errorText(error(code)));
    expectOwnWords(words, [...Object.values(errorTexts.code), errorTexts.other]);
    expect(new Set(words).size).toBe(WIRE.length);
    const unknown = [error('of_tomorrow'), new TypeError(SERVER), SERVER].map(errorText);
    expect(new Set(unknown).size).toBe(1);
    expectOwnWords(unknown, [errorTexts.other]);
  });

  it('says in its words what is wrong with Twitch', async () => {
    const { listProblemText, loginErrorText, loginProblemText } = await inLanguage<typeof englishTwitch>(
      language,
      'overlay/lib/format/twitch-problems.ts',
    );
    const lists = SYNC_ERROR_CODES.map((code) => listProblemText(problem(code)));
    expectOwnWords(lists, []);
    expect(new Set(lists).size).toBe(SYNC_ERROR_CODES.length);
    expect(listProblemText(problem('of_tomorrow'))).toBe(listProblemText(problem('internal')));
    expectOwnWords([loginProblemText(problem('forbidden')), loginErrorText(error('unavailable'))], []);
    expect(loginProblemText(problem('forbidden'))).toContain('dev.twitch.tv/console');
    expect(loginErrorText(error('unavailable'))).toContain('Public');
  });

  it('says in its words what is wrong with a program', async () => {
    const { peerProblemText } = await inLanguage<typeof englishPeers>(
      language,
      'overlay/lib/format/peer-problems.ts',
    );
    const words = [...PEER_PROBLEM_CODES, 'of_tomorrow'].map((code) => peerProblemText(problem(code), 'obs'));
    const { code, other } = peerProblemTexts;
    expectOwnWords(
      words,
      [...Object.values(code), other].map((say) => say('OBS')),
    );
    expect(new Set(words).size).toBe(words.length);
    for (const each of words) expect(each).toContain('OBS');
  });
});

describe('an English page', () => {
  it('shows what the server says, which is more exact', () => {
    expect(english.errorText(error('unavailable'))).toBe(SERVER);
    expect(english.errorText(new RolecallError('invalid_params', 'texts.vip: too long'))).toBe('Too long');
    expect(englishTwitch.listProblemText(problem('timeout'))).toBe(`${SERVER} Do this.`);
    expect(englishPeers.peerProblemText({ ...problem('lost'), fix: null }, 'obs')).toBe(SERVER);
  });

  it('but not what its own client says to programs', () => {
    for (const code of ['disconnected', 'timeout', 'closed'] as const)
      expect(english.errorText(error(code))).toBe(errorTexts.code[code]);
  });
});

describe('what a German page shows', () => {
  afterEach(() => document.body.replaceChildren());

  /** Its elements end in `-de`: files share a page, and the names may be taken in English. */
  async function german<T>(path: string): Promise<void> {
    const define = customElements.define.bind(customElements);
    const defined = vi.spyOn(customElements, 'define').mockImplementation((name, element) => {
      if (!customElements.get(`${name}-de`)) define(`${name}-de`, element);
    });
    await inLanguage<T>('de', path);
    defined.mockRestore();
  }

  async function shown(tag: string, props: object): Promise<string> {
    const element = document.createElement(`${tag}-de`) as HTMLElement & { updateComplete: Promise<unknown> };
    Object.assign(element, props);
    document.body.append(element);
    await element.updateComplete;
    const text = (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
    expect(text).not.toContain(SERVER);
    expect(text).not.toContain('Do this');
    return text;
  }

  it('of a program that refuses the password', async () => {
    await german<typeof Peer>('overlay/components/settings/peer-card.ts');
    const state = { status: 'failed', since: null, problem: problem('wrong_password') };
    const peer = { isOn: true, host: '127.0.0.1', port: 4455, hasPassword: true, state } as unknown;
    const text = await shown('rolecall-peer', { name: 'obs', heading: 'OBS', peer: peer as Peers['obs'] });
    expect(text).toContain('OBS lehnt das Passwort ab.');
  });

  it('of a login that ended, lacks a permission or cannot be begun', async () => {
    await german<typeof Panel>('overlay/components/connect-panel.ts');
    const lost = { state: 'lost', clientId: 'an-id', pending: null, missing: [] };
    const ended = { ...lost, problem: problem('login_expired') } as unknown as TwitchStatus;
    expect(await shown('rolecall-connect', { status: ended })).toContain(
      'die Anmeldung bei Twitch ist beendet',
    );
    expect(await shown('rolecall-connect', { status: ended, error: error('unavailable') })).toContain(
      'Twitch hat keine Anmeldung begonnen.',
    );
    const missing = [{ scope: 'moderation:read', neededFor: SERVER }];
    const lacking = { ...lost, state: 'connected', missing, problem: null } as unknown as TwitchStatus;
    expect(await shown('rolecall-connect', { status: lacking })).toContain('deine Moderatoren lesen');
  });

  it('of a first read that failed', async () => {
    await german<typeof Read>('overlay/components/settings/first-read.ts');
    const status = statusOf();
    const vips = { ...status.kinds.vips, lastSuccessAt: null, state: 'failed', error: problem('timeout') };
    const text = await shown('rolecall-first-read', {
      status: { ...status, running: null, kinds: { ...status.kinds, vips } },
    });
    expect(text).toContain('Twitch antwortet nicht');
  });

  it('of something that was pressed and did not work', async () => {
    await german<typeof Bar>('overlay/components/dock/notice-bar.ts');
    const notice = { text: '', error: error('rate_limited'), tone: 'error', act: null };
    expect(await shown('rolecall-notice', { notice })).toContain('Das war zu viel auf einmal.');
  });
});
