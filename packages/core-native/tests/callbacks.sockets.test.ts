import { closeSync, fstatSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, constants, type SocketAddress } from '../src/index.js';
import { failureOf } from './failure-of.js';
import { itSince } from './since.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let easy: Easy;
beforeEach(() => (easy = new Easy()));
afterEach(() => easy.close());

/** The sockets that this process has open. */
const openSockets = (): number =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith('socket:');
    } catch {
      return false;
    }
  }).length;

describe('OPENSOCKETFUNCTION', () => {
  it('gets the address, and can let the socket be opened as usual', () => {
    const seen: [number, SocketAddress][] = [];
    easy.setOpts({ URL: `${origin.http}/bytes/3`, OPENSOCKETFUNCTION: (purpose, address) => void seen.push([purpose, address]) }).perform();
    expect(seen).toEqual([
      [
        constants.CURLSOCKTYPE_IPCXN,
        {
          family: 2,
          socktype: 1,
          protocol: 6,
          address: '127.0.0.1',
          port: Number(new URL(origin.http).port),
          flowInfo: 0,
          scopeId: 0,
          path: null,
        },
      ],
    ]);
    expect(easy.takeBody()).toHaveLength(3);
  });

  it('gets the path of a Unix domain socket', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'curlew-unix-'));
    const path = join(directory, 'socket');
    const server = createServer((socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok').on('error', () => {})).listen(
      path,
    );
    let seen: string | undefined;
    easy.setOpts({
      URL: 'http://localhost/',
      UNIX_SOCKET_PATH: path,
      OPENSOCKETFUNCTION: (_purpose, address) => void (seen = address.path?.toString()),
    });
    const code = await new Promise((resolve) => new Multi().attach({ onDone: (_easy, result) => resolve(result) }).addHandle(easy));
    server.close();
    rmSync(directory, { recursive: true });
    expect([code, seen]).toEqual([0, path]);
  });

  it.each([constants.CURL_SOCKET_BAD, false] as const)('refuses an address with %p', (answer) => {
    expect(failureOf(easy, { URL: `${origin.http}/bytes/3`, OPENSOCKETFUNCTION: () => answer }).code).toBe('CURLE_COULDNT_CONNECT');
  });

  it('refuses a descriptor that is not a socket, because libcurl would close it', () => {
    // A file of our own: the standard streams are sockets where a parent process made their pipes.
    const file = openSync(__filename, 'r');
    const error = failureOf(easy, { URL: `${origin.http}/bytes/3`, OPENSOCKETFUNCTION: () => file });
    expect((error.cause as Error).message).toContain(`OPENSOCKETFUNCTION callback returned ${String(file)}, which is not a socket`);
    expect(fstatSync(file).isFile()).toBe(true);
    closeSync(file);
  });

  it('becomes the cause of the failure when it throws', () => {
    const boom = new Error('boom');
    const error = failureOf(easy, {
      URL: `${origin.http}/bytes/3`,
      OPENSOCKETFUNCTION: () => {
        throw boom;
      },
    });
    expect(error.cause).toBe(boom);
  });
});

describe('SOCKOPTFUNCTION', () => {
  it('gets the socket before it connects', () => {
    const seen: number[] = [];
    easy.setOpts({ URL: `${origin.http}/bytes/3`, SOCKOPTFUNCTION: (socket) => void seen.push(socket) }).perform();
    expect(seen).toHaveLength(1);
    expect(seen[0]).toBe(easy.getInfo('ACTIVESOCKET'));
  });

  it.each<[string, () => never]>([
    ['CURL_SOCKOPT_ERROR', () => constants.CURL_SOCKOPT_ERROR as never],
    ['a wrong answer', () => 'yes' as never],
  ])('ends the transfer with %s', (_what, callback) => {
    expect(failureOf(easy, { URL: `${origin.http}/bytes/3`, SOCKOPTFUNCTION: callback }).code).toMatch(
      /CURLE_(?:ABORTED_BY_CALLBACK|COULDNT_CONNECT)/,
    );
  });
});

describe('CLOSESOCKETFUNCTION', () => {
  itSince(8, 0)('can close the socket itself', () => {
    const closed: number[] = [];
    easy.setOpts({
      URL: `${origin.http}/bytes/3`,
      FORBID_REUSE: true,
      CLOSESOCKETFUNCTION: (socket) => (closeSync(socket), closed.push(socket), 0),
    });
    const before = openSockets();
    easy.perform();
    expect([closed.length, openSockets()]).toEqual([1, before]);
  });

  itSince(8, 0)('can leave the closing to the addon', () => {
    let calls = 0;
    easy.setOpts({ URL: `${origin.http}/bytes/3`, FORBID_REUSE: true, CLOSESOCKETFUNCTION: () => void (calls += 1) });
    const before = openSockets();
    easy.perform();
    expect([calls, openSockets()]).toEqual([1, before]);
  });

  it('is not needed by a connection that outlives its handle', async () => {
    const before = openSockets();
    const multi = new Multi();
    const calls: string[] = [];
    const done = new Promise<void>((resolve) => multi.attach({ onDone: () => resolve() }));
    multi.addHandle(easy.setOpts({ URL: `${origin.http}/bytes/3`, CLOSESOCKETFUNCTION: () => void calls.push('called') }));
    await done;
    easy.close();
    multi.close();
    expect(calls).toEqual([]);
    // Meanwhile somebody else's may have been closed.
    expect(openSockets()).toBeLessThanOrEqual(before);
  });

  it('fails the transfer when it throws during it', () => {
    const boom = new Error('boom');
    const error = failureOf(easy, {
      URL: `${origin.http}/bytes/3`,
      FORBID_REUSE: true,
      CLOSESOCKETFUNCTION: () => {
        throw boom;
      },
    });
    expect(error.cause).toBe(boom);
  });
});

describe('PREREQFUNCTION', () => {
  it('gets the addresses of the connection', () => {
    const seen: unknown[][] = [];
    easy.setOpts({ URL: `${origin.http}/bytes/3`, PREREQFUNCTION: (...connection) => void seen.push(connection) }).perform();
    expect(seen).toEqual([['127.0.0.1', '127.0.0.1', Number(new URL(origin.http).port), expect.any(Number)]]);
  });

  it.each([constants.CURL_PREREQFUNC_ABORT, 'no' as never])('ends the transfer with %p', (answer) => {
    expect(failureOf(easy, { URL: `${origin.http}/bytes/3`, PREREQFUNCTION: () => answer }).code).toBe('CURLE_ABORTED_BY_CALLBACK');
  });
});

describe('RESOLVER_START_FUNCTION', () => {
  it('is called before a name is resolved', () => {
    let calls = 0;
    easy.setOpts({ URL: `${origin.http}/bytes/3`.replace('127.0.0.1', 'localhost'), RESOLVER_START_FUNCTION: () => void (calls += 1) });
    easy.perform();
    expect(calls).toBe(1);
  });

  it.each<[string, () => never]>([
    ['a number', () => 1 as never],
    ['a wrong answer', () => [] as never],
  ])('ends the transfer with %s', (_what, callback) => {
    const url = `${origin.http}/bytes/3`.replace('127.0.0.1', 'localhost');
    expect(failureOf(easy, { URL: url, RESOLVER_START_FUNCTION: callback }).kind).toMatch(/cancelled|resolve/);
  });
});
