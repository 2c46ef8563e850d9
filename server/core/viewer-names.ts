import { ShardedMap } from './sharded-map.ts';
import { nameKey } from './spelling.ts';
import type { MutableViewer } from './viewer.ts';

/** Who goes by which name. The newest holder of a login owns it: Twitch gives logins out again. */
export class ViewerNames {
  readonly byLogin = new ShardedMap<MutableViewer>();
  /** Only names that are more than the login in other letters (localised names). Lists are never changed. */
  readonly #byShownName = new ShardedMap<MutableViewer | readonly MutableViewer[]>();

  /** Everybody who is shown by a name, newest first; the key is from `nameKey()`. */
  shownBy(key: string): readonly MutableViewer[] {
    const shown = this.#byShownName.get(key);
    if (shown === undefined) return NOBODY;
    return isSeveral(shown) ? shown : [shown];
  }

  add(viewer: MutableViewer): void {
    if (viewer.userLogin === '') return;
    const former = this.byLogin.get(viewer.userLogin);
    // Whoever held it before goes by another name now that we have not heard yet.
    if (former && former !== viewer) {
      this.remove(former);
      former.userLogin = '';
    }
    this.byLogin.set(viewer.userLogin, viewer);
    const key = nameKey(viewer.userDisplayName);
    if (key === viewer.userLogin || key === '') return;
    const others = this.shownBy(key);
    this.#byShownName.set(key, others.length === 0 ? viewer : [viewer, ...others]);
  }

  remove(viewer: MutableViewer): void {
    if (this.byLogin.get(viewer.userLogin) === viewer) this.byLogin.delete(viewer.userLogin);
    const key = nameKey(viewer.userDisplayName);
    const all = this.shownBy(key);
    const others = all.filter((each) => each !== viewer);
    if (others.length === all.length) return;
    if (others.length === 0) this.#byShownName.delete(key);
    else this.#byShownName.set(key, others);
  }

  /** @returns what gives these names back to whoever has them now */
  remember(names: readonly Pick<MutableViewer, 'userLogin' | 'userDisplayName'>[]): () => void {
    const restore = [
      ...names.map(({ userLogin }) => rememberOwner(this.byLogin, userLogin)),
      ...names.map(({ userDisplayName }) => rememberOwner(this.#byShownName, nameKey(userDisplayName))),
    ];
    return () => {
      for (const restoreOwner of restore) restoreOwner();
    };
  }

  clear(): void {
    this.byLogin.clear();
    this.#byShownName.clear();
  }
}

const NOBODY: readonly never[] = [];

function isSeveral<T>(value: T | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

function rememberOwner<V>(index: ShardedMap<V>, name: string): () => void {
  const owner = index.get(name);
  return () => {
    if (owner === undefined) index.delete(name);
    else index.set(name, owner);
  };
}
