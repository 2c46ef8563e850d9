import type { RolecallClient } from '../../../integrations/client/index.ts';
import type { TroubleAct } from '../format/troubles.ts';
import { language } from '../texts/language.ts';
import { warningTexts } from '../texts/warnings.ts';

const pending = new Set<string>();

/**
 * What a button at a warning does. A second press before the first is done does nothing.
 * @returns what to say of it; null: nothing
 * @throws RolecallError
 */
export async function settleWarning(
  client: RolecallClient,
  { kind, key: code }: { readonly kind: TroubleAct['kind']; readonly key: string },
): Promise<string | null> {
  if ((kind !== 'restore' && kind !== 'dismiss') || pending.has(code)) return null;
  pending.add(code);
  try {
    if (kind === 'restore')
      return warningTexts[language].restored((await client.call('warnings.restore', { code })).restored);
    await client.call('warnings.dismiss', { code });
    return null;
  } finally {
    pending.delete(code);
  }
}
