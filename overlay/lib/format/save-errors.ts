import { RolecallError } from '../../../integrations/client/index.ts';
import { language } from '../texts/language.ts';
import { settingsTexts } from '../texts/settings.ts';
import { errorText } from './errors.ts';

/** Why a setting was not saved. */
export function saveErrorText(error: unknown): string {
  if (!(error instanceof RolecallError)) return String(error);
  const isAway = ['disconnected', 'closed', 'timeout'].includes(error.code);
  return isAway ? settingsTexts[language].notSavedAway : errorText(error);
}
