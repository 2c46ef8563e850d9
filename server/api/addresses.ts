import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isLoopback } from './guard.ts';

/** Where the server listens, and where it could. */
export interface AddressView {
  readonly host: string;
  readonly port: number;
  /** Other devices can reach it, and everything needs a token. */
  readonly isLan: boolean;
  readonly addresses: readonly Address[];
  /** What starts Rolecall, options behind it. */
  readonly command: string;
}

export interface Address {
  readonly address: string;
  readonly family: 'IPv4' | 'IPv6';
  /** Of the network interface, as the system calls it. */
  readonly name: string;
}

export class Addresses {
  readonly #host: string;
  readonly #command: string;
  #port = 0;

  constructor(host: string, command: string) {
    this.#host = host;
    this.#command = command;
  }

  onListening(port: number): void {
    this.#port = port;
  }

  view(): AddressView {
    const isLan = !isLoopback(this.#host);
    const listening = { host: this.#host, port: this.#port, isLan };
    return { ...listening, addresses: lanAddresses(), command: this.#command };
  }
}

/** The addresses that other devices may call this computer by; IPv4 first, as people can type those. */
function lanAddresses(): Address[] {
  const all = Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
    (addresses ?? []).filter(isCallable).map(({ address, family }) => ({ address, family, name })),
  );
  return [...all.filter(({ family }) => family === 'IPv4'), ...all.filter(({ family }) => family === 'IPv6')];
}

/** Browsers take no IPv6 address that needs the name of an interface with it. */
function isCallable({ address, internal }: { address: string; internal: boolean }): boolean {
  return !internal && !(isIPv6(address) && /^fe[89ab]/i.test(address));
}
