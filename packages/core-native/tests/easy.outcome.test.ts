import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { bytesOf, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, numberInfos } from '../src/index.js';

const INFOS = numberInfos('RESPONSE_CODE', 'SIZE_DOWNLOAD_T', 'TOTAL_TIME_T');

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

let easy: Easy;
beforeEach(() => (easy = new Easy()));
afterEach(() => easy.close());

const outcomeOf = (path: string) => easy.setOpt('URL', `${origin.http}${path}`).perform().takeOutcome(INFOS);

/** A server that answers everything with these header lines. */
async function serverOf(lines: string[]) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.end(['HTTP/1.1 200 OK', ...lines, 'Connection: close', '', 'ok'].join('\r\n'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}

/** The same on the event loop, for a server of this process. */
const perform = (url: string) =>
  new Promise<number>((resolve) => {
    const multi = new Multi().attach({ onDone: (_, code) => (resolve(code), multi.close()) });
    multi.addHandle(easy.setOpt('URL', url));
  });

describe('the outcome of a transfer, taken at once', () => {
  it.each([0, 1, 3, 4095, 4096, 20_000, 200_000])('has a body of %i bytes', (size) => {
    const { numbers, url, primaryIp, body } = outcomeOf(`/bytes/${size}`);
    expect(body.equals(bytesOf(size))).toBe(true);
    expect(numbers.slice(0, 2)).toEqual([200, size]);
    expect(numbers[2]).toBeGreaterThan(0);
    expect(url).toBe(`${origin.http}/bytes/${size}`);
    expect(primaryIp).toBe('127.0.0.1');
  });

  it('has the header block as received, also a large one', () => {
    easy.setOpts({ URL: `${origin.http}/headers` }).perform();
    const block = easy.takeHeaderBlock().toString('latin1');
    expect(block).toContain('x-latin: café');
    const date = /^date: .*$/im;
    expect(outcomeOf('/headers').headerBlock.toString('latin1').replace(date, '')).toBe(block.replace(date, ''));
    const target = `/${'x'.repeat(5000)}`;
    const { headerBlock, body } = outcomeOf(`/location?to=${target}`);
    expect(headerBlock.toString('latin1')).toContain(target);
    expect(headerBlock.length).toBeGreaterThan(5000);
    expect(body).toBeInstanceOf(Buffer);
  });

  it('can be taken once', () => {
    const first = outcomeOf('/bytes/10');
    const again = easy.takeOutcome(INFOS);
    expect([first.body.length, again.body.length, again.headerBlock.length]).toEqual([10, 0, 0]);
    expect(again.numbers).toEqual(first.numbers);
    expect(easy.takeBody()).toHaveLength(0);
  });

  it('has the URL and the address of each transfer, and null without one', () => {
    expect(easy.takeOutcome(INFOS)).toMatchObject({ url: '', primaryIp: '', numbers: [0, 0, 0], setsCookies: false });
    expect(outcomeOf('/bytes/1').url).toBe(`${origin.http}/bytes/1`);
    expect(outcomeOf('/bytes/2').url).toBe(`${origin.http}/bytes/2`);
    expect(outcomeOf('/bytes/1').url).toBe(`${origin.http}/bytes/1`);
    expect(easy.setOpts({ FOLLOWLOCATION: true }) && outcomeOf('/redirect/1').url).toBe(`${origin.http}/echo`);
    const copy = easy.duplicate().setOpt('URL', `${origin.http}/bytes/3`).perform();
    expect(copy.takeOutcome(INFOS)).toMatchObject({ url: `${origin.http}/bytes/3`, primaryIp: '127.0.0.1' });
    copy.close();
    easy.reset();
    easy.setOpt('URL', 'http://127.0.0.1:1/');
    expect(() => easy.perform()).toThrow(/CURLE_COULDNT_CONNECT/);
    expect(easy.takeOutcome(INFOS)).toMatchObject({ url: 'http://127.0.0.1:1/', numbers: [0, 0, expect.any(Number)] });
  });

  it('of a closed handle cannot be taken, whether taken before or not', () => {
    outcomeOf('/bytes/1');
    const other = new Easy();
    for (const each of [easy, other]) {
      each.close();
      expect(() => each.takeOutcome(INFOS)).toThrow(expect.objectContaining({ name: 'CurlStateError', code: 'ERR_CURL_CLOSED' }));
    }
  });

  it('keeps bodies apart, however many there are', () => {
    const outcomes = Array.from({ length: 300 }, (_, index) => outcomeOf(`/bytes/${index * 13}`));
    outcomes.forEach(({ body, headerBlock }, index) => {
      expect(body.equals(bytesOf(index * 13))).toBe(true);
      expect(headerBlock.toString('latin1')).toMatch(
        new RegExp(`^HTTP/1\\.1 200 OK\r\n[^]*content-length: ${index * 13}\r\n[^]*\r\n\r\n$`),
      );
    });
    // As numbers, for which they have to be aligned.
    expect(() => outcomes.map(({ body }) => new Float64Array(body.buffer, body.byteOffset, body.length >> 3))).not.toThrow();
  });

  it.each([
    ['a cookie', ['Server: x', 'Set-Cookie: a=1'], true],
    ['a cookie in other letters', ['sEt-cOOkie: a=1', 'Server: x'], true],
    ['names that contain it', ['X-Set-Cookie: a=1', 'Set-Cookie2: a=1', 'X: set-cookie: a=1'], false],
    ['nothing', [], false],
  ])('says whether cookies were set: by %s', async (_, lines, expected) => {
    const server = await serverOf(lines);
    expect(await perform(server.url)).toBe(0);
    server.close();
    const { setsCookies, body } = easy.takeOutcome(INFOS);
    expect([setsCookies, body.toString()]).toEqual([expected, 'ok']);
  });

  it('excludes bytes that went to a callback', () => {
    const lines: string[] = [];
    easy.setOpts({ HEADERFUNCTION: (line) => void lines.push(line.toString()), WRITEFUNCTION: () => undefined });
    const outcome = outcomeOf('/headers');
    expect([outcome.headerBlock.length, outcome.body.length, outcome.setsCookies]).toEqual([0, 0, false]);
    expect(lines.join('')).toContain('set-cookie: b=2');
  });

  it('is refused for a closed handle, and for infos that numberInfos() has not made', () => {
    for (const wrong of [undefined, null, [], new Float64Array(3), 'RESPONSE_CODE'])
      expect(() => easy.takeOutcome(wrong as never)).toThrow(/^takeOutcome: expected the result of numberInfos\(\)/);
    easy.close();
    expect(() => easy.takeOutcome(INFOS)).toThrow(expect.objectContaining({ code: 'ERR_CURL_CLOSED' }));
  });

  it('has room for more infos than before', () => {
    const many = numberInfos(...Array.from({ length: 100 }, () => 'RESPONSE_CODE' as const));
    easy.setOpt('URL', `${origin.http}/bytes/5`).perform();
    const { numbers, body } = easy.takeOutcome(many);
    expect(numbers).toEqual(Array.from({ length: 100 }, () => 200));
    expect(body).toHaveLength(5);
  });
});
