import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { AddressFacts } from './installation-ports.ts';

/** The addresses that other devices may call this computer by; IPv4 first, as people can type those. */
export function lanAddresses(interfaces = networkInterfaces()): AddressFacts['addresses'] {
  const all = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? []).filter(isCallable).map(({ address, family }) => ({ address, family, name })),
  );
  return [...all.filter(({ family }) => family === 'IPv4'), ...all.filter(({ family }) => family === 'IPv6')];
}

/** Browsers take no IPv6 address that needs the name of an interface with it. */
function isCallable({ address, internal }: { address: string; internal: boolean }): boolean {
  return !internal && !(isIPv6(address) && /^fe[89ab]/i.test(address));
}
