import { html } from 'lit';
import { featureName } from '../../lib/texts/settings-access.ts';

/** The options of a select that chooses a feature. */
export function featureOptions(features: readonly string[], chosen?: string) {
  return features.map(
    (feature) =>
      html`<option value=${feature} ?selected=${feature === chosen}>${featureName(feature)}</option>`,
  );
}
