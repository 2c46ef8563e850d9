const endings: (() => unknown)[] = [];

/** Runs after the test, the last one first. */
export function onEnd(close: () => unknown): void {
  endings.push(close);
}

/** Ends everything, also what comes after something that cannot be ended. @throws what went wrong first */
export async function endAll(): Promise<void> {
  const errors: unknown[] = [];
  for (const close of endings.splice(0).reverse()) {
    try {
      await close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}
