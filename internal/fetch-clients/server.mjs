import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

const json = (response, value, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const failedOnce = new Set();

/** Events as OpenAI and Anthropic stream them. */
const EVENTS = {
  '/v1/chat/completions': ['Hel', 'lo'].map(
    (content) => `data: ${JSON.stringify({ id: 'x', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content } }] })}\n\n`,
  ),
  '/v1/messages': [
    [
      'message_start',
      { message: { id: 'm', type: 'message', role: 'assistant', content: [], model: 'm', usage: { input_tokens: 1, output_tokens: 1 } } },
    ],
    ['content_block_start', { index: 0, content_block: { type: 'text', text: '' } }],
    ...['Hel', 'lo'].map((text) => ['content_block_delta', { index: 0, delta: { type: 'text_delta', text } }]),
    ['content_block_stop', { index: 0 }],
    ['message_stop', {}],
  ].map(([type, data]) => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`),
  '/sse': ['one', 'two', 'three'].map((text, index) => `id: ${index}\ndata: ${text}\n\n`),
};

async function streamEvents(response, events) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) {
    response.write(event);
    await sleep(5);
  }
  response.end('data: [DONE]\n\n');
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://x');
  const body = await bodyOf(request);
  // Each client meets a 429 once: the body that it abandons must not disturb its retry.
  if (pathname.endsWith('/flaky') && !failedOnce.has(pathname)) {
    failedOnce.add(pathname);
    response.writeHead(429, { 'retry-after': '0' }).end('x'.repeat(200_000));
    return;
  }
  if (pathname === '/slow') return;
  if (EVENTS[pathname] && (pathname === '/sse' || JSON.parse(body).stream)) return streamEvents(response, EVENTS[pathname]);
  if (pathname === '/v1/chat/completions')
    return json(response, { id: 'x', choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' } }] });
  if (pathname === '/v1/messages')
    return json(response, { id: 'm', type: 'message', role: 'assistant', content: [{ type: 'text', text: 'Hello' }] });
  if (pathname === '/v1/files')
    return json(response, { id: 'file', bytes: body.length, purpose: body.includes('fine-tune') ? 'fine-tune' : '?' });
  if (pathname === '/graphql') return json(response, { data: { echo: JSON.parse(body).variables } });
  return json(response, { method: request.method, path: request.url, headers: request.headers, body });
}

/** The server that all clients talk to. @returns its origin and how to end it */
export async function startServer() {
  const server = createServer((request, response) => void answer(request, response).catch((error) => response.destroy(error)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}
