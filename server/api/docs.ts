import { setImmediate } from 'node:timers/promises';
import type { Document } from '../protocol/docs/documents.ts';
import type { Steps } from '../protocol/docs/steps.ts';

type Documents = ReadonlyMap<string, Document>;

/** Whether a path is one of the documentation's. */
export function isDocsPath(path: string): boolean {
  return path === '/api/docs' || path.startsWith('/api/docs/');
}

/**
 * What `/api/docs` serves. Made from the registry at the first request, in small steps so that no check waits
 * for it, and kept.
 */
export class Docs {
  readonly #version: string;
  #documents: Promise<Documents> | null = null;

  constructor(version: string) {
    this.#version = version;
  }

  /** Brings the code in: a later build may take its file away. */
  load(): Promise<{ describeAll: (version: string) => Steps<Documents> }> {
    return import('../protocol/docs/documents.ts');
  }

  /** null: there is no such document. */
  async find(path: string): Promise<Document | null> {
    this.#documents ??= this.#describe();
    const documents = await this.#documents;
    return documents.get(path.replace(/\/$/, '')) ?? null;
  }

  async #describe(): Promise<Documents> {
    const { describeAll } = await this.load();
    const steps = describeAll(this.#version);
    let step = steps.next();
    while (!step.done) {
      await setImmediate();
      step = steps.next();
    }
    return step.value;
  }
}
