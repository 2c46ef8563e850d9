import { describe, expect, it } from 'vitest';
import { findNode, NODES } from '../support/find-nodes.mjs';
import { TestClient } from '../support/ws-client.ts';
import { start, temporaryFolder } from './support.ts';

describe.each(NODES)('Node %s', (version) => {
  const node = findNode(version);
  it.skipIf(!node)('starts Rolecall, which syncs, answers and ends', async () => {
    const program = start({
      args: ['--demo', '--port', '0'],
      env: { TMPDIR: await temporaryFolder() },
      node: node!,
    });
    const client = await TestClient.open(`${(await program.url()).replace('http', 'ws')}/ws`);
    const { result } = await client.call('sync.run', { source: 'api:test' });
    expect(result).toMatchObject({ success: true, errors: [] });
    const { result: vips } = await client.call('viewers.list', { role: 'vip', limit: 1 });
    const [vip] = vips!['items'] as { userId: string }[];
    const check = await client.call('access.check', { userId: vip!.userId });
    expect(check.result).toMatchObject({ allowed: true });
    program.child.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    expect(program.output.text).not.toMatch(/warning|deprecat/i);
  });
});
