export const NODES: readonly string[];
export function findNode(version: string): string | undefined;
