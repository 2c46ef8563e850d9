import { arch, homedir, release, type } from 'node:os';
import type { Emitter } from '../core/events.ts';
import type { RecentProblems } from '../core/recent-problems.ts';
import type { AccessTokenStore } from '../store/access-token-store.ts';
import { Addresses } from './addresses.ts';
import { type CallerEvents, Callers } from './callers.ts';
import { Diagnostics } from './diagnostics.ts';
import { Downloads } from './downloads.ts';
import { createServers, type ServerDeps, type Servers } from './servers.ts';
import type { Services } from './services.ts';
import { ApiTokens, type FixedToken, type TokenEvents } from './tokens.ts';
import { type WrongQuestionEvents, WrongQuestions } from './wrong-questions.ts';

type Rooms = Pick<
  Services,
  'app' | 'stores' | 'channel' | 'access' | 'backup' | 'peers' | 'demo' | 'demoStates' | 'updates'
>;

export interface ApiDeps extends Rooms, Omit<ServerDeps, 'services'> {
  readonly events: ServerDeps['events'] & Emitter<TokenEvents & WrongQuestionEvents & CallerEvents>;
  readonly tokenStore: AccessTokenStore;
  readonly fixedTokens: readonly FixedToken[];
  readonly problems: RecentProblems;
  /** What starts Rolecall, options behind it. */
  readonly command: string;
  readonly onSecret: (secret: string) => void;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
}

/** What callers are let in to, and the two ways in. Nothing listens yet. */
export function createApi(deps: ApiDeps): Servers {
  const {
    app,
    stores,
    channel,
    access,
    backup,
    peers,
    demo,
    demoStates,
    updates,
    events,
    clock,
    log,
    onSecret,
    redact,
  } = deps;
  const channelLogin = (): string | null => channel.broadcaster()?.userLogin ?? null;
  const downloads = new Downloads({ clock, log, read: () => backup.export(), channelLogin });
  const tokens = new ApiTokens({ store: deps.tokenStore, fixed: deps.fixedTokens, clock, onSecret, events });
  const addresses = new Addresses(deps.host, deps.command);
  const questions = new WrongQuestions(clock, events);
  const callers = new Callers(clock, events);
  const diagnostics = new Diagnostics({
    services: { app, channel, access, peers },
    questions,
    problems: deps.problems,
    machine: `Node ${process.version}, ${type()} ${release()}, ${arch()}`,
    privacy: { redact, home: homedir() },
    clock,
  });
  const rooms: Rooms = { app, stores, channel, access, backup, peers, demo, demoStates, updates };
  const services: Services = { ...rooms, tokens, downloads, addresses, questions, callers, diagnostics };
  const servers = createServers({ ...deps, services });
  return {
    ...servers,
    async close() {
      await servers.close();
      await tokens.close();
    },
  };
}
