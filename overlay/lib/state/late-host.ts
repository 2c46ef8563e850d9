import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** A page that is there already, for a part of its state that comes later: that listens once it is complete. */
export function lateHost(host: ReactiveControllerHost): ReactiveControllerHost {
  return {
    addController: (part: ReactiveController) => queueMicrotask(() => host.addController(part)),
    removeController: (part) => host.removeController(part),
    requestUpdate: () => host.requestUpdate(),
    get updateComplete() {
      return host.updateComplete;
    },
  };
}
