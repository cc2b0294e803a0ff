import type { IncomingMessage, ServerResponse } from 'node:http';
import { RequestError, type ServerSentEvent, type EventStreamOptions } from '../../src/index.js';
import { closeServers, openConnections, serve, until } from '../serve.js';
import { origin, session } from './fixture.js';

afterEach(closeServers);

/** A server that answers its connections in turn with these texts; then it says that there is nothing more. */
async function eventServer(...texts: string[]) {
  const seen: IncomingMessage[] = [];
  const url = await serve((request: IncomingMessage, response: ServerResponse) => {
    const text = texts[seen.push(request) - 1];
    if (text === undefined) return void response.writeHead(204).end();
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(text);
  });
  return { url, seen };
}

async function collect(url: string, options: EventStreamOptions = {}): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of session.events(url, { reconnectDelay: 1, ...options })) events.push(event);
  return events;
}

describe('session.events', () => {
  it('returns the events with their type, data and id', async () => {
    const { url, seen } = await eventServer('data: a\n\n: comment\nevent: odd\ndata: b\ndata: c\nid: 7\n\ndata: d\r\n\r\ndata: unfinished');
    expect(await collect(url)).toEqual([
      { event: 'message', data: 'a', lastEventId: '' },
      { event: 'odd', data: 'b\nc', lastEventId: '7' },
      { event: 'message', data: 'd', lastEventId: '7' },
    ]);
    expect(seen[0]!.headers).toMatchObject({ accept: 'text/event-stream', 'cache-control': 'no-cache' });
  });

  it('reconnects and continues after the last event, with the delay that the server sets', async () => {
    const { url, seen } = await eventServer('id: é1\nretry: 2\ndata: a\n\n', 'data: b\n\n');
    // Without the server's delay it would take a minute.
    const events = await collect(url, { reconnectDelay: 60_000, lastEventId: '0' });
    expect(events.map(({ data }) => data)).toEqual(['a', 'b']);
    expect(seen.map(({ headers }) => Buffer.from((headers['last-event-id'] as string) ?? '', 'latin1').toString())).toEqual([
      '0',
      'é1',
      'é1',
    ]);
  });

  it('reconnects when a connection breaks or cannot be made', async () => {
    let count = 0;
    const url = await serve((request, response) => {
      count += 1;
      if (count === 1) return void request.socket.destroy();
      if (count === 3) return void response.writeHead(204).end();
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).write('data: x\n\n');
      setTimeout(() => request.socket.destroy(), 10);
    });
    expect(await collect(url)).toHaveLength(1);
    expect(count).toBe(3);
  });

  it('reads a POST once, and does not repeat it', async () => {
    const { url, seen } = await eventServer('data: a\n\n', 'data: b\n\n');
    expect(await collect(url, { method: 'POST', json: { stream: true } })).toHaveLength(1);
    expect(seen).toHaveLength(1);
    await expect(collect(origin.refused, { reconnect: false })).rejects.toMatchObject({ code: 'CURLE_COULDNT_CONNECT' });
  });

  it('delivers events at once, and closes its connection when the loop is left', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: now\n\n');
    });
    const stream = session.events(url);
    for await (const { data } of stream) {
      expect(data).toBe('now');
      break;
    }
    await until(() => openConnections() === 0);
  });

  it('ends when the session closes, even during a long wait', async () => {
    const { url } = await eventServer('retry: 2000000000\ndata: a\n\n');
    const own = session.extend();
    const seen: string[] = [];
    const read = (async () => {
      for await (const { data } of own.events(url)) {
        seen.push(data);
        setTimeout(() => own.close(), 20);
      }
    })();
    await expect(read).rejects.toMatchObject({ code: 'ERR_CURL_CLOSED' });
    expect(seen).toEqual(['a']);
  });

  it('can be left while the next event is awaited', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: now\n\n');
    });
    const events = session.events(url)[Symbol.asyncIterator]();
    expect((await events.next()).done).toBe(false);
    const waiting = events.next();
    await events.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
    await until(() => openConnections() === 0);
  });

  it('ends with the reason of its signal, also while it waits', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: now\n\n');
    });
    const reason = new Error('enough');
    for (const target of [url, origin.refused]) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), 50);
      await expect(collect(target, { signal: controller.signal, reconnectDelay: 60_000 })).rejects.toBe(reason);
    }
  });

  it('rejects if the response is not an event stream', async () => {
    const failure = collect(`${origin.http}/status/500`);
    await expect(failure).rejects.toThrow(RequestError);
    await expect(failure).rejects.toMatchObject({ code: 'ERR_CURL_EVENTS', message: expect.stringContaining('its status is 500') });
    await expect(collect(`${origin.http}/echo`)).rejects.toThrow(/its content type is application\/json/);
  });

  it('limits the size of an event', async () => {
    const { url } = await eventServer(`data: ${'x'.repeat(2000)}\n\n`);
    await expect(collect(url, { maxEventSize: 1000 })).rejects.toThrow(/an event is longer than maxEventSize, 1000 characters/);
  });

  it('checks its options', () => {
    expect(() => session.events(origin.http, { lastEventId: 'a\n' })).toThrow(/lastEventId: expected text without CR, LF and NUL/);
    expect(() => session.events(origin.http, { reconnect: 1 as never })).toThrow(/reconnect: expected true or false/);
    expect(() => session.events(origin.http, { reconnectDelay: -1 })).toThrow(/reconnectDelay/);
    expect(() => session.events(origin.http, 5 as never)).toThrow(/options: expected an object/);
    session.close();
    expect(() => session.events(origin.http)).toThrow(/closed/);
  });
});
