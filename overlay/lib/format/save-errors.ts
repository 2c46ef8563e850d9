import { language } from '../texts/language.ts';
import { settingsTexts } from '../texts/settings.ts';
import { codeOf, errorText, isOfClient } from './errors.ts';

/** Why a setting was not saved. */
export function saveErrorText(error: unknown): string {
  return isOfClient(codeOf(error)) ? settingsTexts[language].notSavedAway : errorText(error);
}
