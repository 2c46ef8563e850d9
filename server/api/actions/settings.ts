import type { Result } from '../../protocol/actions.ts';
import type { Services } from '../services.ts';
import type { SettingsValues } from '../../store/settings-store.ts';
import type { Handlers } from '../router.ts';

type Part = Pick<Handlers, 'settings.get' | 'settings.set'>;

export function settingsActions(services: Services): Part {
  return {
    'settings.get': () => toSettings(services.app.settings()),
    'settings.set': async (patch) => toSettings(await services.app.changeSettings(patch)),
  };
}

function toSettings(values: SettingsValues): Result<'settings.get'> {
  return { ...values, bots: [...values.bots], texts: { ...values.texts } };
}
