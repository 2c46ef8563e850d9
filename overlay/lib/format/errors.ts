import { RolecallError } from '../../../integrations/client/index.ts';
import { language } from '../texts/language.ts';
import { settingsTexts } from '../texts/settings.ts';

/** The message of an error without the path of the parameter: `texts.vip: at most 300` reads `At most 300`. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^[a-zA-Z_]+(\.[\w-]+)*: (.)/, (_all, _path, first: string) => first.toUpperCase());
}

/** Why a setting was not saved. */
export function saveErrorText(error: unknown): string {
  if (!(error instanceof RolecallError)) return String(error);
  const isAway = ['disconnected', 'closed', 'timeout'].includes(error.code);
  return isAway ? settingsTexts[language].notSavedAway : errorText(error);
}
