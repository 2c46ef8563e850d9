import type { Log } from '../core/log.ts';
import type { SyncListener } from './ports.ts';

/** Whoever listens must not be able to stop a run or to make a stored change look like a failed one. */
export function guardListener(listener: SyncListener, log: Log): SyncListener {
  const guard =
    <Told extends unknown[]>(tell: (...told: Told) => void) =>
    (...told: Told): void => {
      try {
        tell(...told);
      } catch (error) {
        log.error('RoleSync', 'News of a sync could not be passed on', error);
      }
    };
  return {
    onStatus: guard(() => listener.onStatus()),
    onProgress: guard((progress) => listener.onProgress(progress)),
    onFinished: guard((run) => listener.onFinished(run)),
    onRolesChanged: guard((news) => listener.onRolesChanged(news)),
  };
}
