import type { Clock } from '../core/clock.ts';

/** How long a code may be approved, and how often Twitch wants to be asked. */
const DEVICE_EXPIRES_S = 1800;
const DEVICE_INTERVAL_S = 5;

export interface DeviceOptions {
  /** Default 1800, half an hour. */
  deviceExpiresS?: number;
  /** Default 5. */
  deviceIntervalS?: number;
}

export interface DeviceRequest {
  deviceCode: string;
  /** What the user types: eight capital letters. */
  userCode: string;
  clientId: string;
  scopes: readonly string[];
  expiresAt: number;
  state: 'pending' | 'approved' | 'denied' | 'used';
  /** Who approved. */
  userId: string | null;
  /** What the token may do whatever was asked for; null: what was asked for. */
  granted: readonly string[] | null;
}

/** Codes that wait for a human. Nothing here approves by itself. */
export class DeviceFlow {
  readonly expiresS: number;
  readonly intervalS: number;
  readonly #clock: Clock;
  readonly #byCode = new Map<string, DeviceRequest>();
  #onStart: (request: DeviceRequest) => void = () => {};

  constructor(clock: Clock, options: DeviceOptions = {}) {
    this.#clock = clock;
    this.expiresS = options.deviceExpiresS ?? DEVICE_EXPIRES_S;
    this.intervalS = options.deviceIntervalS ?? DEVICE_INTERVAL_S;
  }

  /** Calls back for every code handed out; the demo approves them this way. One listener. */
  onStart(listener: (request: DeviceRequest) => void): void {
    this.#onStart = listener;
  }

  start(clientId: string, scopes: readonly string[]): DeviceRequest {
    const request: DeviceRequest = {
      deviceCode: crypto.randomUUID().replaceAll('-', ''),
      userCode: Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) =>
        String.fromCharCode(65 + (b % 26)),
      ).join(''),
      clientId,
      scopes,
      expiresAt: this.#clock.now() + this.expiresS * 1000,
      state: 'pending',
      userId: null,
      granted: null,
    };
    this.#byCode.set(request.deviceCode, request);
    this.#onStart(request);
    return request;
  }

  /** The code's request while it can still lead anywhere; a used, denied or expired code is like an unknown one. */
  find(deviceCode: string): DeviceRequest | null {
    const request = this.#byCode.get(deviceCode);
    const open = request?.state === 'pending' || request?.state === 'approved';
    return request && open && request.expiresAt > this.#clock.now() ? request : null;
  }

  /** Codes that nobody has decided yet. */
  pending(): DeviceRequest[] {
    return [...this.#byCode.values()].filter((r) => r.state === 'pending' && r.expiresAt > this.#clock.now());
  }

  /** Approves one code, or all that wait; `granted`: other scopes than were asked for. Returns how many. */
  approve(userId: string, userCode?: string, granted: readonly string[] | null = null): number {
    return this.#decide({ state: 'approved', userId, granted }, userCode);
  }

  /** What a poll is told after that is documented nowhere; here it is "invalid device code". */
  deny(userCode?: string): number {
    return this.#decide({ state: 'denied' }, userCode);
  }

  #decide(decision: Partial<DeviceRequest>, userCode?: string): number {
    const requests = this.pending().filter((r) => userCode === undefined || r.userCode === userCode);
    for (const request of requests) Object.assign(request, decision);
    return requests.length;
  }
}
