import { ANY_FEATURE, type FeatureUse, type Uses, type UseStore } from '../access/ports.ts';
import { FEATURE_NAME } from '../core/policy.ts';
import type { StoreDeps } from './files/data-folder.ts';
import { openJsonFile, type JsonFile } from './files/json-file.ts';
import { asArray, asObject, asString, asTime } from './parse.ts';

/** `cooldowns.json`: when each feature was last used, for cooldowns that outlast a restart. */
export class UseFile implements UseStore {
  readonly #file: JsonFile<Uses>;

  constructor(file: JsonFile<Uses>) {
    this.#file = file;
  }

  load(): Uses {
    return this.#file.data;
  }

  /** A failure is in the log by then; the next save brings it up to date. */
  async save(uses: Uses): Promise<void> {
    await this.#file.update(() => uses).catch(() => undefined);
  }

  settle(): Promise<void> {
    return this.#file.settle();
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}

/** @throws StoreError `file_too_new`, `file_unreadable` */
export async function openUses(deps: StoreDeps): Promise<UseFile> {
  const file = await openJsonFile<Uses>(deps, {
    name: 'cooldowns',
    version: 1,
    defaults: {},
    parse: parseUses,
    isCompact: true,
    copy: 'none',
    isOldFine: false,
    lost: {
      code: 'cooldowns_restarted',
      message: 'When features were last used is lost: all cooldowns begin now.',
      fix: null,
    },
    whenLost: (now) => ({ [ANY_FEATURE]: { lastUseAt: now, byViewer: [] } }),
  });
  return new UseFile(file);
}

function parseUses(value: unknown): Uses {
  const features = Object.entries(asObject(value, 'cooldowns')).map(([feature, use]) => {
    if (feature !== ANY_FEATURE && !FEATURE_NAME.test(feature))
      throw new Error('a feature has a name that is not allowed');
    return [feature, parseUse(use, feature)] as const;
  });
  return Object.fromEntries(features);
}

function parseUse(value: unknown, at: string): FeatureUse {
  const fields = asObject(value, at);
  const byViewer = asArray(fields['byViewer'], `${at}.byViewer`).map((pair, i) => {
    const [viewer, usedAt] = asArray(pair, `${at}.byViewer[${i}]`);
    return [asString(viewer, `${at} viewer`), asTime(usedAt, `${at} time`)] as const;
  });
  return { lastUseAt: asTime(fields['lastUseAt'], `${at}.lastUseAt`), byViewer };
}
