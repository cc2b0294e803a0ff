import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

const origin = process.env.ORIGIN ?? 'http://example.com';
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function send(method: string, url: string, json?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = json === undefined ? {} : { 'content-type': 'application/json' };
    const outgoing = request(url, { method, agent, headers, signal: AbortSignal.timeout(10_000) }, (incoming) => {
      text(incoming).then((body) => resolve({ status: incoming.statusCode!, headers: incoming.headers, body }), reject);
    });
    outgoing.on('error', reject);
    outgoing.end(json === undefined ? undefined : JSON.stringify(json));
  });
}

const echo = await send('POST', `${origin}/echo`, { hello: 'world' });
console.log(echo.status, (JSON.parse(echo.body) as { body: string }).body);

let page = await send('GET', `${origin}/redirect/2`);
for (let redirects = 0; page.headers.location !== undefined && redirects < 5; redirects++)
  page = await send('GET', new URL(page.headers.location, origin).href);
console.log(page.status, page.headers['content-type']);
agent.destroy();
