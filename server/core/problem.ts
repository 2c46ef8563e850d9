/** A problem as it is kept, shown and sent: `code` for programs, the other two for the streamer. */
export interface ProblemView<C extends string = string> {
  readonly code: C;
  readonly message: string;
  /** What the streamer can do about it; null if nothing but wait. */
  readonly fix: string | null;
}

/** An error whose words were written for the streamer: what happened, and what to do. */
export class Problem<C extends string = string> extends Error implements ProblemView<C> {
  readonly code: C;
  readonly fix: string | null;

  constructor(code: C, message: string, fix: string | null = null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.code = code;
    this.fix = fix;
  }

  /** All of it in one line. */
  get text(): string {
    return textOf(this);
  }
}

export function textOf({ message, fix }: ProblemView): string {
  return fix === null ? message : `${message} ${fix}`;
}

export function viewOf<C extends string>({ code, message, fix }: ProblemView<C>): ProblemView<C> {
  return { code, message, fix };
}

/** `instanceof` alone would make a `Problem<any>` of it. */
export function isProblem(error: unknown): error is Problem {
  return error instanceof Problem;
}

/** A request that cannot be met, with the code that its sender gets. */
export class ApiError extends Problem<
  'invalid_params' | 'forbidden' | 'not_found' | 'not_connected' | 'unavailable'
> {}
