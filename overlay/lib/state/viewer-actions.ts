import type { ReactiveControllerHost } from 'lit';
import type { ParamsIn, Result, RolecallClient } from '../../../integrations/client/index.ts';
import { exceptionName } from '../format/exceptions.ts';
import { featureName } from '../format/feature-name.ts';
import { endText } from '../format/viewer.ts';
import { nameOf, type Person, whoOf } from '../format/person.ts';
import { featureTexts } from '../texts/features.ts';
import { language } from '../texts/language.ts';
import { viewerTexts } from '../texts/viewers.ts';
import { ServerController } from './controller.ts';
import { orNull } from './live-controller.ts';
import type { Notices } from './notices.ts';

const t = viewerTexts[language];
const f = featureTexts[language];

export type Until = NonNullable<ParamsIn<'overrides.set'>['until']> | null;
type Effect = 'allow' | 'deny';
type Override = Result<'overrides.set'>;
type Grant = Result<'grants.add'>;

/** What was done, in words, and what takes it back. */
type Done = readonly [words: string, undo: (() => Promise<unknown>) | null];

const MINUTE_MS = 60_000;
const by = 'dock';

/** What the streamer can do with a viewer. Each action can be undone while its notice is shown. */
export class ViewerActions extends ServerController {
  readonly #notices: Notices;
  readonly #pending = new Set<string>();
  /** The list is read and saved as a whole: one press after the other. */
  #bots: Promise<void> = Promise.resolve();

  constructor(host: ReactiveControllerHost, client: RolecallClient, notices: Notices) {
    super(host, client);
    this.#notices = notices;
  }

  /** Adds minutes. A second press before the first is done adds nothing. */
  async give(person: Person, feature: string, minutes: number): Promise<void> {
    const key = JSON.stringify([whoOf(person), feature, minutes]);
    if (this.#pending.has(key)) return;
    this.#pending.add(key);
    await this.#do(async () => {
      const before = await this.#grantOf(person, feature);
      const grant = await this.client.call('grants.add', { ...whoOf(person), feature, minutes, by });
      const undo = async (): Promise<void> => {
        await this.client.call('grants.revoke', { userId: grant.userId, feature, by });
        if (before) await this.#giveBack(before);
      };
      return [t.doneGive(nameOf(person), String(minutes), featureName(feature)), undo];
    });
    this.#pending.delete(key);
  }

  /** Mutes or allows. */
  set(person: Person, feature: string, effect: Effect, until: Until): Promise<void> {
    return this.#do(async () => {
      const before = await this.#overrideOf(person, feature);
      const params = { ...whoOf(person), feature, effect, until, by };
      const { userId } = await this.client.call('overrides.set', params);
      const undo = (): Promise<unknown> =>
        before ? this.#setAgain(before) : this.client.call('overrides.clear', { userId, feature, by });
      const done = effect === 'deny' ? t.doneMute : t.doneAllow;
      return [done(nameOf(person), featureName(feature), endText(until)), undo];
    });
  }

  endOverride(override: Override): Promise<void> {
    const { platform, userId, feature } = override;
    return this.#do(async () => {
      await this.client.call('overrides.clear', { platform, userId, feature, by });
      return [t.doneEnd(exceptionName(override), featureName(feature)), () => this.#setAgain(override)];
    });
  }

  endGrant(grant: Grant): Promise<void> {
    const { platform, userId, feature } = grant;
    return this.#do(async () => {
      await this.client.call('grants.revoke', { platform, userId, feature, by });
      return [t.doneEnd(exceptionName(grant), featureName(feature)), () => this.#giveBack(grant)];
    });
  }

  /** Puts somebody on the list of chat bots, which are known by their login. */
  async addBot(person: Person): Promise<void> {
    const { userLogin } = person;
    const before = this.#bots;
    this.#bots = this.#do(async () => {
      await before;
      const { bots } = await this.client.call('settings.get');
      if (userLogin === null || bots.includes(userLogin)) return [t.isBot(nameOf(person)), null];
      await this.client.call('settings.set', { bots: [...bots, userLogin] });
      const policy = await orNull(this.client.call('policy.get'));
      const isIdle = policy && Object.values(policy.features).every((rules) => rules.bots === 'as_others');
      const done = isIdle ? t.doneBotIdle : t.doneBot;
      return [done(nameOf(person)), () => this.#removeBot(userLogin)];
    });
    await this.#bots;
  }

  refresh(person: Person): Promise<void> {
    return this.#do(async () => {
      await this.client.call('viewers.refresh', whoOf(person), { timeoutMs: 35_000 });
      return [t.refreshed(nameOf(person)), null];
    });
  }

  async #removeBot(userLogin: string): Promise<void> {
    const { bots } = await this.client.call('settings.get');
    await this.client.call('settings.set', { bots: bots.filter((login) => login !== userLogin) });
  }

  async #do(work: () => Promise<Done>): Promise<void> {
    try {
      const [text, undo] = await work();
      const takeBack = (): Promise<void> =>
        this.#do(async () => {
          await undo?.();
          return [t.undone, null];
        });
      this.#notices.say(text, undo && { label: f.undo, run: takeBack });
    } catch (error) {
      this.#notices.fail(error);
    }
  }

  async #grantOf(person: Person, feature: string): Promise<Grant | null> {
    const list = await orNull(this.client.call('grants.list', { ...whoOf(person), feature, limit: 1 }));
    return list?.items[0] ?? null;
  }

  async #overrideOf(person: Person, feature: string): Promise<Override | null> {
    const list = await orNull(this.client.call('overrides.list', { ...whoOf(person), feature, limit: 1 }));
    return list?.items[0] ?? null;
  }

  #setAgain({ platform, userId, userDisplayName, feature, effect, until, note }: Override): Promise<unknown> {
    const who = { platform, userId, name: userDisplayName };
    return this.client.call('overrides.set', { ...who, feature, effect, until, note, by });
  }

  /** The time that is still left of a grant that was revoked. */
  async #giveBack({ platform, userId, userDisplayName, feature, expiresAt, note }: Grant): Promise<void> {
    const minutes = (Date.parse(expiresAt) - Date.now()) / MINUTE_MS;
    const who = { platform, userId, name: userDisplayName };
    if (minutes > 0) await this.client.call('grants.add', { ...who, feature, minutes, note, by });
  }
}
