import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { decode, encode } from 'dns-packet';
import type { Mail } from './mail-server.js';

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** The parts of the path after the name of the route. */
  rest: string[];
  counts: Counts;
}

/** The origin's counters, for assertions. */
export interface Counts {
  requests: number;
  connections: number;
  active: number;
  maxActive: number;
  aborted: number;
  /** TLS handshakes, and the number of them that resumed a session. */
  tlsHandshakes: number;
  tlsResumed: number;
  /** DNS questions that /dns-query has answered with an address. */
  dnsQueries: number;
  /** Bytes that /pour has sent. */
  poured: number;
}

type Route = (exchange: Exchange) => void | Promise<void>;

/** Deterministic bytes that are not text: every value occurs, also NUL. */
export function bytesOf(count: number): Buffer {
  const bytes = Buffer.allocUnsafe(count);
  for (let index = 0; index < count; index++) bytes[index] = (index * 31 + (index >> 8)) & 0xff;
  return bytes;
}

const flaky = new Map<string, number>();

/** The requests that wait at /meet/N, by N. */
const meeting = new Map<number, (() => void)[]>();

/** Filled by the SMTP server. */
export const receivedMails: Mail[] = [];

const bodies = new Map<number, Buffer>();
function cachedBytes(count: number): Buffer {
  let body = bodies.get(count);
  if (!body) bodies.set(count, (body = bytesOf(count)));
  return body;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function json(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

/** Waits until more can be written, or the client is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const whole = (text: string | undefined, fallback: number) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : fallback);

/** One route per behaviour; misbehaviour is a route like any other. */
export const routes: Record<string, Route> = {
  /** /bytes/N: N bytes. */
  bytes({ response, rest }) {
    const body = cachedBytes(whole(rest[0], 1));
    response.setHeader('content-length', body.length);
    response.end(body);
  },
  /** /delay/MS[/N]: waits, then N bytes. */
  async delay({ response, rest }) {
    await sleep(whole(rest[0], 100));
    response.end(cachedBytes(whole(rest[1], 2)));
  },
  /** /meet/N[/SIZE]: waits until N requests are here at the same time, and answers all of them, with SIZE bytes. */
  async meet({ response, rest }) {
    const count = whole(rest[0], 2);
    const here = meeting.get(count) ?? [];
    meeting.set(count, here);
    await new Promise<void>((resolve) => {
      here.push(resolve);
      // One that is given up does not count.
      response.once('close', () => here.includes(resolve) && here.splice(here.indexOf(resolve), 1));
      if (here.length === count) for (const goOn of here.splice(0)) goOn();
    });
    response.end(cachedBytes(whole(rest[1], 2)));
  },
  /** /status/CODE: an answer with this status and a short body. */
  status({ response, rest }) {
    response.statusCode = whole(rest[0], 200);
    response.end(response.statusCode === 204 || response.statusCode === 304 ? undefined : `status ${response.statusCode}`);
  },
  /** /redirect/N[/CODE]: N redirects, then /echo. */
  redirect({ response, rest }) {
    const left = whole(rest[0], 1);
    response.statusCode = whole(rest[1], 302);
    response.setHeader('location', left > 1 ? `/redirect/${left - 1}/${response.statusCode}` : '/echo');
    response.end();
  },
  /** /location?to=URL&status=CODE: a redirect to anywhere. */
  location({ response, url }) {
    response.statusCode = whole(url.searchParams.get('status') ?? undefined, 302);
    response.setHeader('location', url.searchParams.get('to') ?? '/echo');
    response.end();
  },
  /** /loop: a redirect to itself. */
  loop({ response }) {
    response.statusCode = 302;
    response.setHeader('location', '/loop');
    response.end();
  },
  /** /flaky/KEY/N[/CODE[/SECONDS]]: this status, with Retry-After, for the first N requests with this key; then 200. */
  flaky({ response, rest }) {
    const [key = '', failures, code, seconds] = rest;
    const seen = (flaky.get(key) ?? 0) + 1;
    flaky.set(key, seen);
    if (seen <= whole(failures, 1)) {
      response.statusCode = whole(code, 503);
      if (seconds !== undefined) response.setHeader('retry-after', decodeURIComponent(seconds));
    }
    response.end(String(seen));
  },
  /** /pour/N: N bytes as fast as they are taken; counts.poured tells how many have left. */
  async pour({ response, rest, counts }) {
    const chunk = Buffer.alloc(64 * 1024, 'x');
    for (let left = whole(rest[0], 1); left > 0 && !response.destroyed; left -= chunk.length) {
      counts.poured += Math.min(left, chunk.length);
      if (!response.write(chunk.subarray(0, left))) await drained(response);
    }
    response.end();
  },
  /** /bomb/N: N megabytes of zeros as gzip, with its length. */
  bomb({ response, rest }) {
    const bytes = gzipSync(Buffer.alloc(whole(rest[0], 1) * 1024 * 1024));
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bytes.length }).end(bytes);
  },
  /** /echo: the request in JSON. */
  async echo({ request, response, url }) {
    const body = await bodyOf(request);
    json(response, {
      method: request.method,
      path: url.pathname + url.search,
      httpVersion: request.httpVersion,
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      trailers: request.trailers,
      body: body.toString('latin1'),
      length: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    });
  },
  /** /headers: repeated, empty and spaceless headers. */
  headers({ response }) {
    response.writeHead(
      200,
      [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-empty', ''],
        ['x-latin', 'caf\u00e9'],
      ].flat(),
    );
    response.end('ok');
  },
  /** /chunked/N: N chunks without a length. */
  async chunked({ response, rest }) {
    for (let index = 0; index < whole(rest[0], 3); index++) {
      response.write(`chunk ${index}\n`);
      await sleep(1);
    }
    response.end();
  },
  /** /drip/N/MS: N single bytes, one every MS. */
  async drip({ response, rest }) {
    for (let index = 0; index < whole(rest[0], 10); index++) {
      response.write('.');
      await sleep(whole(rest[1], 20));
    }
    response.end();
  },
  /** /events[/N]: N server-sent events, then the end. */
  events({ response, rest }) {
    response.setHeader('content-type', 'text/event-stream');
    for (let index = 1; index <= whole(rest[0], 3); index++) response.write(`event: tick\nid: ${index}\ndata: ${index}\n\n`);
    response.end();
  },
  /** /encoded/gzip or br: a compressed body. */
  encoded({ response, rest }) {
    const text = Buffer.from('compressed text '.repeat(100));
    response.setHeader('content-encoding', rest[0] ?? 'gzip');
    response.end(rest[0] === 'br' ? brotliCompressSync(text) : gzipSync(text));
  },
  /** /latin: headers with text that is not UTF-8. */
  latin({ response }) {
    response.writeHead(200, { 'content-type': 'text/\xe9', 'set-cookie': 'name=\xe9; Path=/' }).end(Buffer.from([0xe9]));
  },
  /** /mails: the mails that the SMTP server has received. */
  mails({ response }) {
    json(response, receivedMails);
  },
  /** /xmlrpc: answers examples.getStateName with the number in the request. */
  async xmlrpc({ request, response }) {
    const number = /<int>(\d+)<\/int>/.exec((await bodyOf(request)).toString())?.[1];
    response.setHeader('content-type', 'text/xml');
    response.end(
      `<?xml version="1.0"?><methodResponse><params><param><value><string>state ${number}</string></value></param></params></methodResponse>`,
    );
  },
  /** /cookies/NAME/VALUE sets one, /cookies tells the received ones. */
  cookies({ request, response, rest }) {
    if (rest[0]) response.setHeader('set-cookie', `${rest[0]}=${rest[1] ?? ''}; Path=/`);
    json(response, { cookie: request.headers.cookie ?? '' });
  },
  /** /cookie-for/DOMAIN: sets a cookie for that domain. */
  'cookie-for'({ response, rest }) {
    response.setHeader('set-cookie', `d=1; Path=/; Domain=${rest[0] ?? ''}`);
    response.end('ok');
  },
  /** /auth/USER/PASSWORD: Basic. */
  auth({ request, response, rest }) {
    const wanted = `Basic ${Buffer.from(`${rest[0]}:${rest[1]}`).toString('base64')}`;
    if (request.headers.authorization !== wanted) {
      response.statusCode = 401;
      response.setHeader('www-authenticate', 'Basic realm="test"');
    }
    response.end(response.statusCode === 200 ? 'welcome' : 'who?');
  },
  /** /range/N: N bytes, with Range honoured. */
  range({ request, response, rest }) {
    const body = cachedBytes(whole(rest[0], 1000));
    const match = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    response.setHeader('accept-ranges', 'bytes');
    response.setHeader('etag', `"${body.length}"`);
    if (!match) return void response.end(body);
    const first = Number(match[1]);
    const last = match[2] ? Number(match[2]) : body.length - 1;
    response.writeHead(206, { 'content-range': `bytes ${first}-${last}/${body.length}` });
    response.end(body.subarray(first, last + 1));
  },
  /** /hsts: asks for TLS only, for a day. */
  hsts({ response }) {
    response.setHeader('strict-transport-security', 'max-age=86400; includeSubDomains');
    response.end('ok');
  },
  /** /early: an interim response with a header, then a chunked one with a trailer. */
  early({ response }) {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    response.setHeader('trailer', 'x-sum');
    response.write('body');
    response.addTrailers({ 'x-sum': '42' });
    response.end();
  },
  /** /dns-query: DNS over HTTPS (RFC 8484). Every name that ends in .test is 127.0.0.1; all others are unknown. */
  async 'dns-query'({ request, response, counts }) {
    const { id, questions = [] } = decode(await bodyOf(request));
    const known = questions.filter(({ name, type }) => type === 'A' && name.endsWith('.test'));
    counts.dnsQueries += known.length;
    const answers = known.map(({ name }) => ({ name, type: 'A' as const, ttl: 60, data: '127.0.0.1' }));
    response.setHeader('content-type', 'application/dns-message');
    response.end(encode({ type: 'response', id, questions, answers }));
  },
  /** /stall: takes the request and never answers. */
  stall() {},
  /** /stall-body[/N]: headers and half a body of N bytes, then nothing. */
  'stall-body'({ response, rest }) {
    const size = whole(rest[0], 1000);
    response.setHeader('content-length', size);
    response.write('x'.repeat(size / 2));
  },
  /** /truncate[/N]: promises N bytes, sends half of them and closes. */
  truncate({ response, rest }) {
    const size = whole(rest[0], 1000);
    response.setHeader('content-length', size);
    response.write('x'.repeat(size / 2), () => response.destroy());
  },
  /** /reset: the connection is reset before any answer. */
  reset({ request, response }) {
    if (request.httpVersionMajor === 1 && 'resetAndDestroy' in request.socket) request.socket.resetAndDestroy();
    else response.destroy();
  },
  /** /counts: the counters; /counts/reset starts again. */
  counts({ response, rest, counts }) {
    json(response, counts);
    if (rest[0] === 'reset')
      Object.assign(counts, {
        requests: 0,
        connections: 0,
        maxActive: counts.active,
        aborted: 0,
        tlsHandshakes: 0,
        tlsResumed: 0,
        dnsQueries: 0,
        poured: 0,
      });
  },
};
