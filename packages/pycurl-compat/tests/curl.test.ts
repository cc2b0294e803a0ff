import { BlockingIOError, BytesIO, type Curl, MemoryError, ValueError, pycurl } from '../src/index.js';
import { c, echo, origin } from './fixture.js';
import { thrownBy } from './helpers.js';

describe('a program as pycurl users write it', () => {
  it('collects a body in a BytesIO', () => {
    const buffer = new BytesIO();
    c.setopt(c.URL, `${origin.http}/bytes/5`);
    c.setopt(c.WRITEDATA, buffer);
    c.perform();
    expect([c.getinfo(pycurl.RESPONSE_CODE), c.getinfo(pycurl.HTTP_CODE), buffer.getvalue().length]).toEqual([200, 200, 5]);
    c.close();
    expect(c.closed).toBe(true);
  });

  it('posts a form and reads headers with a callback', () => {
    const headers: string[] = [];
    c.setopt(pycurl.POSTFIELDS, 'a=1&b=2');
    c.setopt(pycurl.HEADERFUNCTION, (line: Buffer) => void headers.push(line.toString()));
    const { method, body } = echo();
    expect([method, body, headers[0], headers.at(-1)]).toEqual(['POST', 'a=1&b=2', 'HTTP/1.1 200 OK\r\n', '\r\n']);
  });

  it('writes headers to a file-like object', () => {
    const [headers, body] = [new BytesIO(), new BytesIO()];
    c.setopt(pycurl.URL, `${origin.http}/bytes/3`);
    c.setopt(pycurl.WRITEHEADER, headers);
    c.setopt(pycurl.WRITEDATA, body);
    c.perform();
    expect(headers.getvalue().toString()).toMatch(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\n$/);
    expect(body.getvalue()).toHaveLength(3);
    expect(() => c.setopt(pycurl.WRITEHEADER, {} as never)).toThrow('object given without a write method');
  });

  it('uploads from a file-like object', () => {
    const data = new BytesIO('upload');
    c.setopt(pycurl.UPLOAD, 1);
    c.setopt(pycurl.READDATA, data);
    c.setopt(pycurl.INFILESIZE, 6);
    expect(echo()).toMatchObject({ method: 'PUT', body: 'upload' });
  });

  it('sends pycurl’s version as User-Agent by default', () => {
    expect(echo().headers['user-agent']).toBe(pycurl.version);
  });

  it('closes the handle with `using`', () => {
    let seen: Curl;
    {
      using inner = new pycurl.Curl();
      seen = inner;
    }
    expect(seen.closed).toBe(true);
  });
});

describe('callbacks', () => {
  it('get pycurl’s arguments, and return pycurl’s values', () => {
    const seen: Record<string, unknown[]> = {};
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.WRITEFUNCTION, (data: Buffer) => data.length);
    c.setopt(pycurl.NOPROGRESS, 0);
    c.setopt(pycurl.XFERINFOFUNCTION, (...values: number[]) => void (seen.progress = values));
    c.setopt(pycurl.VERBOSE, 1);
    c.setopt(pycurl.DEBUGFUNCTION, (type: number, data: Buffer) => {
      if (type === pycurl.INFOTYPE_HEADER_OUT) seen.debug = [data.toString().split(' ')[0]];
      return 'ignored';
    });
    c.setopt(pycurl.PREREQFUNCTION, (...values: unknown[]) => ((seen.prereq = values), pycurl.PREREQFUNC_OK));
    c.setopt(pycurl.SOCKOPTFUNCTION, (fd: number, purpose: number) => ((seen.sockopt = [typeof fd, purpose]), pycurl.SOCKOPT_OK));
    c.perform();
    expect(seen).toMatchObject({
      progress: [5, 5, 0, 0],
      debug: ['GET'],
      prereq: ['127.0.0.1', '127.0.0.1', Number(new URL(origin.http).port), expect.any(Number)],
      sockopt: ['number', pycurl.SOCKTYPE_IPCXN],
    });
  });

  it('can abort with their return value', () => {
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.NOPROGRESS, 0);
    c.setopt(pycurl.XFERINFOFUNCTION, () => true);
    expect(thrownBy(() => c.perform_rb()).args[0]).toBe(42);
    c.setopt(pycurl.XFERINFOFUNCTION, null);
    c.setopt(pycurl.NOPROGRESS, 1);
    c.setopt(pycurl.WRITEFUNCTION, () => 0);
    expect(thrownBy(() => c.perform()).args[0]).toBe(23);
  });

  it('get an address as a named tuple', () => {
    let given: unknown;
    c.setopt(pycurl.URL, `${origin.http}/bytes/5`);
    c.setopt(pycurl.OPENSOCKETFUNCTION, (_purpose: number, address: { addr: unknown; family: number }) => {
      given = [address.addr, Array.isArray(address)];
      return pycurl.SOCKET_BAD;
    });
    expect(thrownBy(() => c.perform()).args[0]).toBe(7);
    expect(given).toEqual([['127.0.0.1', Number(new URL(origin.http).port)], true]);
  });
});

describe('a connection of its own', () => {
  it('sends and receives', () => {
    c.setopt(pycurl.URL, origin.http);
    c.setopt(pycurl.CONNECT_ONLY, 1);
    c.perform();
    expect(() => c.recv(10)).toThrow(BlockingIOError);
    c.send(Buffer.from('GET /bytes/3 HTTP/1.0\r\n\r\n'));
    let text = '';
    for (const deadline = Date.now() + 5000; !text.startsWith('HTTP/') && Date.now() < deadline;) {
      try {
        text += c.recv(100).toString('latin1');
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(BlockingIOError);
      }
    }
    expect(text).toMatch(/^HTTP\/1.1 200/);
    expect(() => c.recv(-1)).toThrow(ValueError);
    for (const method of ['recv', 'ws_recv'] as const) expect(() => c[method](2 ** 40)).toThrow(MemoryError);
    expect(c.recv(0)).toHaveLength(0);
  });

  it('speaks WebSocket', () => {
    c.setopt(pycurl.URL, origin.http.replace('http', 'ws'));
    c.setopt(pycurl.CONNECT_ONLY, 2);
    c.perform();
    c.ws_send('hello');
    for (const deadline = Date.now() + 5000; Date.now() < deadline;) {
      try {
        const [data, frame] = c.ws_recv(100);
        expect([data.toString(), frame!.flags, frame!.bytesleft]).toEqual(['hello', pycurl.WS_TEXT, 0]);
        break;
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(BlockingIOError);
      }
    }
    expect(c.ws_close(1000, 'bye')).toBeGreaterThan(0);
    expect(() => c.ws_close(5)).toThrow(ValueError);
    expect(() => c.ws_send(5 as never)).toThrow(TypeError);
  });
});
