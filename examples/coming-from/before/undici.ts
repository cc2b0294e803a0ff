import { Writable } from 'node:stream';
import { Agent, interceptors, request, stream } from 'undici';

const origin = process.env.ORIGIN ?? 'https://example.com';
const agent = new Agent({ connections: 10, connect: { timeout: 5_000 }, bodyTimeout: 30_000 });
const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 3 }));

const { statusCode, headers, body } = await request(`${origin}/redirect/1?page=1`, { dispatcher, headers: { accept: 'application/json' } });
console.log(statusCode, headers['content-type'], (await body.bytes()).length > 0);

let bytes = 0;
const counter = new Writable({
  write(chunk: Buffer, _encoding, done) {
    bytes += chunk.length;
    done();
  },
});
await stream(`${origin}/bytes/100000`, { dispatcher, method: 'GET' }, () => counter);
console.log(bytes);
await agent.close();
