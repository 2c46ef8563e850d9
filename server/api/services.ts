import type { AccessService } from '../access/service.ts';
import type { Backup } from '../backup/backup.ts';
import type { Channel } from '../channel/channel.ts';
import type { DemoProcess } from '../demo/demo-process.ts';
import type { DemoStates } from '../demo/demo-states.ts';
import type { Peers } from '../peers/peers.ts';
import type { Updates } from '../peers/updates.ts';
import type { Stores } from '../store/stores.ts';
import type { Addresses } from './addresses.ts';
import type { AppService } from './app-service.ts';
import type { Callers } from './callers.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Downloads } from './downloads.ts';
import type { ApiTokens } from './tokens.ts';
import type { WrongQuestions } from './wrong-questions.ts';

/** What the actions let callers in to. */
export interface Services {
  readonly app: AppService;
  readonly stores: Pick<Stores, 'roster' | 'runs'>;
  readonly channel: Channel;
  readonly access: AccessService;
  readonly backup: Backup;
  readonly peers: Peers;
  readonly demo: DemoProcess;
  /** null: this is not the demo. */
  readonly demoStates: DemoStates | null;
  readonly updates: Updates;
  readonly tokens: ApiTokens;
  readonly downloads: Downloads;
  readonly addresses: Addresses;
  readonly questions: WrongQuestions;
  readonly callers: Callers;
  readonly diagnostics: Diagnostics;
}
