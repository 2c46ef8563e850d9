// Runs before each test file: files share a process and its modules, so what one leaves behind meets the next.
import { afterAll, afterEach, vi } from 'vitest';
import { endAll } from './endings.ts';

afterEach(endAll);
afterAll(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
