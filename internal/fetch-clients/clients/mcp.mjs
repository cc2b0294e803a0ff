import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';

export async function run({ fetch, step }) {
  const mcp = new McpServer({ name: 'test', version: '1.0.0' });
  mcp.registerTool('greet', {}, async () => ({ content: [{ type: 'text', text: 'Hello' }] }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => randomUUID() });
  await mcp.connect(transport);
  const server = createServer((request, response) => void transport.handleRequest(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = new Client({ name: 'test', version: '1.0.0' });
  await step('connect', () =>
    client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${server.address().port}/mcp`), { fetch })),
  );
  await step('call a tool', async () => assert.equal((await client.callTool({ name: 'greet' })).content[0].text, 'Hello'));
  await step('close', () => client.close());
  server.closeAllConnections();
  server.close();
}
