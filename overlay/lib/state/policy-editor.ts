import {
  type FeaturePolicy,
  featureOf,
  LIMITED,
  type Policy,
  type Preset,
  withPreset,
} from '../../../server/core/policy.ts';
import type { Stop } from './controller.ts';
import { Editor } from './editor.ts';
import type { Preview, Saved } from './saving.ts';
import { language } from '../texts/language.ts';
import { accessTexts, featureName } from '../texts/settings-access.ts';
import { matrixTexts } from '../texts/settings-matrix.ts';
import { settingsTexts } from '../texts/settings.ts';

const t = accessTexts[language];
const m = matrixTexts[language];
const common = settingsTexts[language];

/** `rules: null` removes the feature. */
export type PolicyEdit =
  | {
      readonly kind: 'rules';
      readonly feature: string;
      readonly rules: FeaturePolicy | null;
      readonly field: string;
    }
  | { readonly kind: 'preset'; readonly preset: Preset }
  /** Chat bots may use none of the features. */
  | { readonly kind: 'no-bots' }
  | { readonly kind: 'add'; readonly feature: string };

/** How many viewers a preview names. */
const NAMED = 50;

/** The rules of every feature. A change is previewed, and confirmed if somebody loses access by it. */
export class PolicyEditor extends Editor {
  /** null: not known yet. */
  policy: Policy | null = null;

  protected override listen(): Stop[] {
    return [this.client.on('policy.changed', ({ features }) => this.#show(features))];
  }

  async load(): Promise<void> {
    this.#show((await this.client.call('policy.get')).features);
  }

  edit(edit: PolicyEdit): Promise<boolean> {
    switch (edit.kind) {
      case 'rules':
        return this.saving.run(edit.field, () => this.#setRules(edit.feature, edit.rules));
      case 'preset':
        return this.saving.run('preset', () => this.#setPreset(edit.preset));
      case 'no-bots':
        return this.saving.run('no-bots', () => this.#keepBotsOut());
      case 'add':
        return this.saving.run('add', () => this.#add(edit.feature));
    }
  }

  async #setRules(feature: string, rules: FeaturePolicy | null): Promise<Saved | null> {
    const before = this.#rulesOf(feature);
    const effect = await this.#preview(feature, rules);
    const isForAll = losesEverybody(before, rules);
    const isAsked = effect.lost > 0 || isForAll;
    const heading = rules === null ? t.removeHeading(feature) : null;
    if (isAsked && !(await this.#ask([effect], heading, isForAll ? [feature] : []))) return null;
    await this.#set(feature, rules);
    return { effect, undo: () => this.#set(feature, before) };
  }

  #setPreset(preset: Preset): Promise<Saved | null> {
    return this.#change(withPreset(this.policy ?? {}, preset), async () =>
      this.#show((await this.client.call('policy.set', { preset })).features),
    );
  }

  #keepBotsOut(): Promise<Saved | null> {
    const out = (rules: FeaturePolicy): FeaturePolicy =>
      rules.bots === 'never' ? rules : { ...rules, bots: 'never' };
    const after = Object.fromEntries(
      Object.entries(this.policy ?? {}).map(([name, rules]) => [name, out(rules)] as const),
    );
    return this.#change(after, async (changed) => {
      for (const name of changed) await this.#set(name, featureOf(after, name) ?? null);
    });
  }

  /** Changes several features at once. @param save gets the names of those that differ */
  async #change(after: Policy, save: (changed: readonly string[]) => Promise<void>): Promise<Saved | null> {
    const before = this.policy ?? {};
    const names = Object.keys(after).filter((name) => after[name] !== before[name]);
    const effects = await Promise.all(
      names.map((name) => this.#preview(name, featureOf(after, name) ?? null)),
    );
    const felt = effects.filter(({ gained, lost }) => gained + lost > 0);
    const forAll = names.filter((name) =>
      losesEverybody(featureOf(before, name) ?? null, featureOf(after, name) ?? null),
    );
    const hurts = felt.filter(({ lost }) => lost > 0);
    if (hurts.length + forAll.length > 0 && !(await this.#ask(hurts, null, forAll))) return null;
    await save(names);
    const undo = async (): Promise<void> => {
      for (const name of names) await this.#set(name, featureOf(before, name) ?? null);
    };
    const [only, ...others] = felt;
    const text = others.length > 0 ? [common.saved, ...felt.map(effectOf)].join(' ') : common.saved;
    return { text, effect: others.length > 0 ? null : (only ?? effects[0] ?? null), undo };
  }

  async #add(feature: string): Promise<Saved> {
    await this.#set(feature, LIMITED);
    return { text: t.added(feature), undo: () => this.#set(feature, null) };
  }

  #preview(feature: string, policy: FeaturePolicy | null): Promise<Preview> {
    return this.client.call('access.preview', { feature, policy: sent(policy), limit: NAMED });
  }

  /** @param forAll features that everybody without a role loses, whom no preview can name */
  #ask(effects: readonly Preview[], heading: string | null, forAll: readonly string[]): Promise<boolean> {
    const [first] = effects;
    const usual = forAll.length > 0 ? m.everybodyHeading : t.loseHeading;
    const words = forAll.map((feature) => m.everybodyText(featureName(feature)));
    return this.confirm.ask({
      heading: heading ?? usual,
      text: [...words, ...effects.filter(({ lost }) => lost > 0).map(effectOf), t.loseText].join(' '),
      yes: heading === null ? t.loseYes : t.removeYes,
      no: t.loseNo,
      ...(first && effects.length === 1 && first.lost > 0 ? { effect: first } : {}),
    });
  }

  async #set(feature: string, policy: FeaturePolicy | null): Promise<void> {
    this.#show((await this.client.call('policy.set', { feature, policy: sent(policy) })).features);
  }

  #rulesOf(feature: string): FeaturePolicy | null {
    return featureOf(this.policy ?? {}, feature) ?? null;
  }

  #show(policy: Policy): void {
    this.policy = policy;
    this.host.requestUpdate();
  }
}

/** Whether every viewer may so far, and not any more. Switched off is switched on again in a moment. */
function losesEverybody(before: FeaturePolicy | null, after: FeaturePolicy | null): boolean {
  return before !== null && before.enabled && before.allow.everyone && !(after?.allow.everyone ?? false);
}

/** As the client takes it. */
function sent(rules: FeaturePolicy | null) {
  return rules && { ...rules, perks: [...rules.perks] };
}

function effectOf({ feature, gained, lost }: Preview): string {
  return `${featureName(feature)}: ${common.effect(gained, lost)}`;
}
