import type { Result } from '../../protocol/actions.ts';
import type { ApiPorts } from '../services.ts';
import type { SettingsValues } from '../settings-port.ts';
import type { Handlers } from '../router.ts';

type Part = Pick<Handlers, 'settings.get' | 'settings.set'>;

export function settingsActions(ports: ApiPorts): Part {
  return {
    'settings.get': () => toSettings(ports.settings.get()),
    'settings.set': async (patch) => toSettings(await ports.settings.set(patch)),
  };
}

function toSettings(values: SettingsValues): Result<'settings.get'> {
  return { ...values, texts: { ...values.texts } };
}
