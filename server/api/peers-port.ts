import type { ProblemView } from '../core/problem.ts';

/** How it stands with another program; `since` is epoch ms. */
export interface PeerStateFacts {
  readonly status: 'off' | 'connecting' | 'connected' | 'failed';
  readonly since: number;
  readonly problem: ProblemView | null;
}

interface PeerFacts {
  readonly isOn: boolean;
  readonly host: string;
  readonly port: number;
  readonly state: PeerStateFacts;
}

export interface ActionFacts {
  readonly id: string | null;
  readonly name: string | null;
}
type Choices = Readonly<
  Record<'rolesChanged' | 'syncFinished' | 'syncFailed' | 'grantStarted' | 'grantEnded', ActionFacts | null>
>;

export interface PeersFacts {
  readonly streamerbot: PeerFacts & { readonly hasPassword: boolean; readonly actions: Choices };
  readonly speakerbot: PeerFacts & { readonly regulars: number; readonly pending: number };
  readonly obs: PeerFacts & { readonly hasPassword: boolean };
}

interface PlacePatch {
  readonly isOn?: boolean | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** What is to be changed. A password of null is forgotten. */
export interface PeersPatch {
  readonly streamerbot?:
    | (PlacePatch & {
        readonly password?: string | null | undefined;
        readonly actions?: { readonly [E in keyof Choices]?: ActionFacts | null | undefined } | undefined;
      })
    | undefined;
  readonly speakerbot?: PlacePatch | undefined;
  readonly obs?: (PlacePatch & { readonly password?: string | null | undefined }) | undefined;
}

export interface PeersPort {
  get(): PeersFacts;
  /** Durable when it resolves. @throws Problem */
  set(patch: PeersPatch): Promise<PeersFacts>;
  /** @throws Problem */
  actions(): Promise<readonly { id: string; name: string; group: string; enabled: boolean }[]>;
  /** @throws Problem */
  resend(): PeersFacts;
}
