import type { EventSubWsListener } from '@twurple/eventsub-ws';
import { Turns } from './turns.ts';

/**
 * The private parts of twurple's listener that it takes to live with it (8.1.4). Everything is asked for
 * with care: where twurple changes, its own behaviour is what remains, and the tests against the simulator
 * notice.
 */
interface Socket {
  readonly _connection?: Connection;
  readonly _clearKeepaliveTimer?: () => void;
}

interface Connection {
  readonly onReceive?: unknown;
  readonly _previousConnection?: { disconnect(): void };
  readonly _currentConnection?: { readonly _socket?: { pause?(): void; resume?(): void } | null };
  emit: (...args: unknown[]) => unknown;
  disconnect(): void;
  _tryConnect?: () => void;
}

function socketsOf(listener: EventSubWsListener): Socket[] {
  const { _sockets: sockets } = listener as unknown as { _sockets?: Map<string, Socket> };
  return [...(sockets?.values() ?? [])];
}

/**
 * Stops a listener for good. twurple's own stop() leaves a listener alive that waits for its next try, or
 * that was in the middle of a move to another address: it would connect again, beside the new one.
 */
export function dismantle(listener: EventSubWsListener): void {
  for (const socket of socketsOf(listener)) {
    const connection = socket._connection;
    if (connection) {
      connection._tryConnect = () => undefined;
      connection._previousConnection?.disconnect();
      connection.disconnect();
    }
    socket._clearKeepaliveTimer?.();
  }
  listener.stop();
}

/**
 * Hears every frame before twurple makes events of it, which happens within the same tick. twurple parses them
 * without a catch inside a socket callback: one broken frame would end the process.
 * @returns an end: nothing that came is looked at any more
 */
export function watchFrames(
  listener: EventSubWsListener,
  watcher: { onFrame(frame: string): void; onGarbage(): void },
): () => void {
  const hold = (isHeld: boolean): void => {
    for (const { _connection: connection } of socketsOf(listener)) {
      const socket = connection?._currentConnection?._socket;
      if (isHeld) socket?.pause?.();
      else socket?.resume?.();
    }
  };
  const frames = new Turns<() => void>((take) => take(), hold);
  for (const { _connection: connection } of socketsOf(listener)) {
    if (!connection) continue;
    const emit = connection.emit.bind(connection);
    const carefully = (...args: unknown[]): unknown => {
      try {
        if (args[0] === connection.onReceive) watcher.onFrame(String(args[1]));
        return emit(...args);
      } catch {
        watcher.onGarbage();
        return undefined;
      }
    };
    connection.emit = (...args: unknown[]) => {
      if (args[0] !== connection.onReceive) return carefully(...args);
      return frames.take(() => carefully(...args));
    };
  }
  return () => frames.close();
}
