import type { Level } from '../core/levels.ts';

/** What the actions of the settings page need. Times are epoch ms. */

export interface AccessTokenFacts {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

export interface CreatedToken extends Omit<AccessTokenFacts, 'lastUsedAt'> {
  /** The token itself: told once. */
  readonly token: string;
}

/** What changes something is durable when it resolves. @throws Problem */
export interface TokensPort {
  create(name: string, level: Level): Promise<CreatedToken>;
  /** Newest first. */
  list(): AccessTokenFacts[];
  /** @returns false if there is none of that id */
  revoke(id: string): Promise<boolean>;
}

/** Where the server listens, and where it could. */
export interface AddressFacts {
  readonly host: string;
  readonly port: number;
  /** Other devices can reach it, and everything needs a token. */
  readonly isLan: boolean;
  readonly addresses: readonly {
    readonly address: string;
    readonly family: 'IPv4' | 'IPv6';
    /** Of the network interface, as the system calls it. */
    readonly name: string;
  }[];
}
