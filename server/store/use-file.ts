import type { FeatureUse, Uses, UseStore } from '../access/ports.ts';
import { FEATURE_NAME } from '../core/policy.ts';
import type { StoreParts } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asAmount, asArray, asObject, asString } from './parse.ts';
import type { StoreNotice } from './files/store-error.ts';

/** `cooldowns.json`: when each feature was last used, for cooldowns that outlast a restart. */
export class UseFile implements UseStore {
  readonly #file: JsonFile<Uses>;

  constructor(file: JsonFile<Uses>) {
    this.#file = file;
  }

  get notices(): readonly StoreNotice[] {
    return this.#file.notices;
  }

  load(): Uses {
    return this.#file.data;
  }

  /** A failure is in the log by then; the next save brings it up to date. */
  async save(uses: Uses): Promise<void> {
    await this.#file.update(() => uses).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openUses(parts: StoreParts): Promise<UseFile> {
  const spec = { name: 'cooldowns', version: 1, defaults: {}, parse: parseUses, isCompact: true };
  return new UseFile(await openJsonFile<Uses>(parts, spec));
}

function parseUses(value: unknown): Uses {
  const features = Object.entries(asObject(value, 'cooldowns')).map(([feature, use]) => {
    if (!FEATURE_NAME.test(feature)) throw new Error('a feature has a name that is not allowed');
    return [feature, parseUse(use, feature)] as const;
  });
  return Object.fromEntries(features);
}

function parseUse(value: unknown, at: string): FeatureUse {
  const fields = asObject(value, at);
  const byViewer = asArray(fields['byViewer'], `${at}.byViewer`).map((pair, i) => {
    const [viewer, usedAt] = asArray(pair, `${at}.byViewer[${i}]`);
    return [asString(viewer, `${at} viewer`), asAmount(usedAt, `${at} time`)] as const;
  });
  return { lastUseAt: asAmount(fields['lastUseAt'], `${at}.lastUseAt`), byViewer };
}
