import { plural } from '../language.ts';

/** The features and their switches. */
export const featureTexts = {
  switches: 'Features',
  moreSwitches: (count: string, n: number) =>
    plural(n, { one: 'Show one more feature', other: `Show ${count} more features` }),
  fewerSwitches: 'Show fewer features',
  switchedOn: (feature: string) => `${feature} is on.`,
  switchedOff: (feature: string) => `${feature} is off for everybody.`,
  feature: { tts: 'TTS', 'premium-voice': 'Premium voices' } as Record<string, string>,
  on: 'on',
  off: 'off',
  away: 'Rolecall is closed',
  giveLong: (minutes: string, feature: string, name: string) =>
    `Give ${name} ${minutes} minutes of ${feature}`,
  muteLong: (feature: string, name: string) => `Mute ${name} for ${feature}`,
  undo: 'Undo',
};
