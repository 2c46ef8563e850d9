import type { ParamsIn, Result } from '../../../integrations/client/index.ts';
import { Editor } from './editor.ts';
import type { Saved } from './saving.ts';
import { saveErrorText } from '../format/save-errors.ts';
import { language } from '../texts/language.ts';
import { pointsTexts } from '../texts/settings-points.ts';

const t = pointsTexts[language];

export type Reward = Result<'rewards.list'>['items'][number];
export type RewardEdit =
  | { readonly kind: 'create'; readonly reward: ParamsIn<'rewards.create'> }
  | { readonly kind: 'link'; readonly reward: Reward; readonly link: Reward['link'] }
  | { readonly kind: 'delete'; readonly reward: Reward }
  | { readonly kind: 'reload' }
  | { readonly kind: 'allow' };

/** The permission that all of this needs. */
export const POINTS_SCOPE = 'channel:manage:redemptions';

/** Twitch may be slow. */
const LIMIT_MS = 45_000;

/** The rewards at Twitch and what they grant here. Loaded when their section is shown. */
export class RewardEditor extends Editor {
  /** null: not known yet. */
  rewards: readonly Reward[] | null = null;
  /** Why they could not be read. */
  problem: string | null = null;
  isLoading = false;

  async load(): Promise<void> {
    if (this.isLoading) return;
    this.isLoading = true;
    this.host.requestUpdate();
    try {
      this.rewards = (await this.client.call('rewards.list', {}, { timeoutMs: LIMIT_MS })).items;
      this.problem = null;
    } catch (error) {
      this.problem = saveErrorText(error);
    }
    this.isLoading = false;
    this.host.requestUpdate();
  }

  /** Makes the next login ask for channel points too. */
  async want(): Promise<void> {
    await this.client.call('rewards.list', {}, { timeoutMs: LIMIT_MS }).catch(() => undefined);
  }

  create(reward: ParamsIn<'rewards.create'>): Promise<boolean> {
    return this.saving.run('create', async () => {
      const made = await this.client.call('rewards.create', reward, { timeoutMs: LIMIT_MS });
      this.rewards = [...(this.rewards ?? []), made];
      return { text: t.created(made.title) };
    });
  }

  /** @param link null: redeeming the reward grants nothing from now on */
  link(reward: Reward, link: Reward['link']): Promise<boolean> {
    return this.saving.run(`reward.${reward.rewardId}`, async (): Promise<Saved | null> => {
      if (link === null && !(await this.#mayUnlink(reward))) return null;
      await this.#set(reward, link);
      // A reward that was deleted at Twitch cannot be linked again.
      const canGoBack = reward.twitch !== null;
      return canGoBack ? { undo: () => this.#set({ ...reward, link }, reward.link) } : {};
    });
  }

  /** At Twitch too; only one that Rolecall made. */
  delete(reward: Reward): Promise<boolean> {
    const { rewardId, title } = reward;
    return this.saving.run(`reward.${rewardId}`, async (): Promise<Saved | null> => {
      const { deleteText: text, deleteYes: yes, unlinkNo: no } = t;
      if (!(await this.confirm.ask({ heading: t.deleteHeading(title), text, yes, no }))) return null;
      await this.client.call('rewards.delete', { rewardId }, { timeoutMs: LIMIT_MS });
      this.rewards = (this.rewards ?? []).filter((each) => each.rewardId !== rewardId);
      return { text: t.deleted(title) };
    });
  }

  #mayUnlink(reward: Reward): Promise<boolean> {
    const { unlinkText: text, unlinkYes: yes, unlinkNo: no } = t;
    return this.confirm.ask({ heading: t.unlinkHeading(reward.title), text, yes, no });
  }

  async #set(reward: Reward, link: Reward['link']): Promise<void> {
    const { rewardId } = reward;
    const params = link ? { rewardId, ...link } : { rewardId, minutes: null };
    const answer = await this.client.call('rewards.link', params, { timeoutMs: LIMIT_MS });
    const changed = { ...reward, ...answer, twitch: reward.twitch };
    const rest = (this.rewards ?? []).map((each) => (each.rewardId === rewardId ? changed : each));
    this.rewards = rest.filter((each) => each.twitch !== null || each.link !== null);
    this.host.requestUpdate();
  }
}
