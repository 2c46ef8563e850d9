import type { BadgeLive } from './badge-live.ts';

/** OBS adds this to every page, but it answers only in a browser source. Source: obs-browser README. */
interface ObsStudio {
  getStatus?(answer: (status: { streaming?: boolean } | null) => void): void;
}

/** Badges in several scenes wait for a random time, so that one tells the server and the others need not. */
const TELL_WITHIN_MS = 400;

/**
 * Tells the server when OBS starts and stops streaming, and again after a reconnect while it streams. That OBS
 * never streamed is not told: the stream may come from another PC.
 */
export function watchObsStream(live: BadgeLive): void {
  let isStreaming = false;
  /** Whether the server has to be told. */
  let mustTell = false;

  let timer: ReturnType<typeof setTimeout> | undefined;
  const tellSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, Math.random() * TELL_WITHIN_MS);
  };
  const tell = (): void => {
    if (!live.feed.isOpen) return; // until onOpen
    if (!live.isCurrent && !document.hidden) return tellSoon(); // the server's own status is on its way
    const sent = isStreaming;
    if (live.isCurrent && live.status?.stream.live === sent) mustTell = false;
    if (!mustTell) return;
    live.feed.send(sent ? 'stream.started' : 'stream.stopped', {}, (reply) => {
      if (reply.ok && sent === isStreaming) mustTell = false;
    });
  };
  const changed = (streaming: boolean): void => {
    isStreaming = streaming;
    mustTell = true;
    tellSoon();
  };

  window.addEventListener('obsStreamingStarted', () => changed(true));
  window.addEventListener('obsStreamingStopped', () => changed(false));
  live.onOpen = () => {
    // The server may have restarted, and then it does not know any more.
    mustTell ||= isStreaming;
    tellSoon();
  };
  (window as { obsstudio?: ObsStudio }).obsstudio?.getStatus?.((status) => {
    if (status?.streaming === true) changed(true);
  });
}
