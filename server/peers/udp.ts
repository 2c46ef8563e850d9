import type { Target } from './problem.ts';

/** A way to send datagrams to one place. */
export interface UdpLine {
  send(text: string): void;
  close(): void;
}

/**
 * Opens one. `onRefused` is called when the other computer says that nobody listens: Linux and macOS tell
 * that of a program on this computer, Windows does not.
 * @throws if the host is not known
 */
export async function openUdp({ host, port }: Target, onRefused: () => void): Promise<UdpLine> {
  // Not at the top: few have a Speaker.bot, and loading these would make every start wait.
  const [{ createSocket }, { lookup }] = await Promise.all([
    import('node:dgram'),
    import('node:dns/promises'),
  ]);
  const { address, family } = await lookup(host.replace(/^\[|\]$/g, ''));
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4');
  let isClosed = false;
  const refuse = (): void => {
    if (!isClosed) onRefused();
  };
  // Without a listener an error would end the process.
  socket.on('error', refuse);
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.connect(port, address, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  socket.unref();
  return {
    send: (text) => {
      if (!isClosed) socket.send(text, (error) => error && refuse());
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      socket.close();
    },
  };
}
