import type { BadgeLive } from './badge-live.ts';

/** What OBS puts into every page; only in a browser source does it also answer. Source: obs-browser README. */
interface ObsStudio {
  getStatus?(answer: (status: { streaming?: boolean } | null) => void): void;
}

/** Badges in several scenes hear of a start at once: who comes later finds it told already. */
const TELL_WITHIN_MS = 400;

/**
 * Tells the server whether OBS is streaming: that it began or ended, and after each reconnect that it still
 * is. That OBS is *not* streaming is news only if it was: another PC may do it.
 */
export function watchObsStream(live: BadgeLive): void {
  let isStreaming = false;
  /** Whether that is still to be told. */
  let isNews = false;

  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, Math.random() * TELL_WITHIN_MS);
  };
  const tell = (): void => {
    if (!live.feed.isOpen) return; // `onOpen` comes
    if (!live.isCurrent && !document.hidden) return tellSoon(); // what the server knows is on its way
    const told = isStreaming;
    if (live.isCurrent && live.status?.stream.live === told) isNews = false;
    if (!isNews) return;
    live.feed.send(told ? 'stream.started' : 'stream.stopped', {}, (reply) => {
      if (reply.ok && told === isStreaming) isNews = false;
    });
  };
  const changed = (streaming: boolean): void => {
    isStreaming = streaming;
    isNews = true;
    tellSoon();
  };

  window.addEventListener('obsStreamingStarted', () => changed(true));
  window.addEventListener('obsStreamingStopped', () => changed(false));
  live.onOpen = () => {
    // What was told to the last connection, a server that restarted does not know.
    isNews ||= isStreaming;
    tellSoon();
  };
  (window as { obsstudio?: ObsStudio }).obsstudio?.getStatus?.((status) => {
    if (status?.streaming === true) changed(true);
  });
}
