import { bytesOf, needing, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi, numberInfos, type EasyOptions } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const done = new Map<Easy, (code: number) => void>();
let multi: Multi;
let easy: Easy;
beforeEach(() => {
  multi = new Multi().attach({ onDone: (ended, code) => done.get(ended)!(code), onRemoved: (left) => done.get(left)!(-1) });
  easy = new Easy();
});
afterEach(() => {
  easy.close();
  multi.close();
});

/** Runs a transfer on the event loop. @returns its CURLcode, −1 when it was taken out */
const run = (path: string, options: Partial<EasyOptions> = {}, handle = easy) =>
  new Promise<number>((resolve) => {
    done.set(handle, resolve);
    multi.addHandle(handle.setOpts({ URL: `${origin.http}${path}`, ...options }));
  });

const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a body that is received on the event loop', () => {
  const KIB = 1024;

  it.each([0, 1, 4 * KIB, 16 * KIB, 16 * KIB + 1, 64 * KIB, KIB * KIB, KIB * KIB + 1, 3_000_000])(
    'of %i bytes arrives complete',
    async (size) => {
      expect(await run(`/bytes/${size}`)).toBe(0);
      const body = easy.takeBody();
      expect(body.equals(bytesOf(size))).toBe(true);
      expect(easy.takeBody()).toHaveLength(0);
      expect(await run(`/bytes/${size}`)).toBe(0);
      expect(easy.takeOutcome(numberInfos('SIZE_DOWNLOAD_T'))).toMatchObject({ numbers: [size], body: bytesOf(size) });
      // A body that was handed over does not change.
      expect(body.equals(bytesOf(size))).toBe(true);
    },
  );

  it('of an unknown length arrives complete', async () => {
    expect(await run('/pour/200000')).toBe(0);
    expect(easy.takeBody().equals(Buffer.alloc(200_000, 'x'))).toBe(true);
  });

  it('arrives complete if it is longer than announced after decoding', async () => {
    // 30 MB of zeros are about 29,000 bytes of gzip.
    expect(await run('/bomb/30', { ACCEPT_ENCODING: 'gzip' })).toBe(0);
    const body = easy.takeBody();
    expect(body.equals(Buffer.alloc(30 * KIB * KIB))).toBe(true);
    expect(easy.getInfo('CONTENT_LENGTH_DOWNLOAD_T')).toBeGreaterThan(16 * KIB);
  });

  it('has the received bytes when its transfer fails', async () => {
    expect(await run('/truncate/100000')).toBe(18);
    expect(easy.takeBody().equals(Buffer.alloc(50_000, 'x'))).toBe(true);
    expect(await run('/truncate/100000')).toBe(18);
    expect(easy.takeOutcome(numberInfos()).body.equals(Buffer.alloc(50_000, 'x'))).toBe(true);
    expect(easy.takeBody()).toHaveLength(0);
  });

  it('is partial when its handle is removed, and is not mixed into the next', async () => {
    const code = run('/stall-body/100000');
    await until(() => easy.getInfo('SIZE_DOWNLOAD_T') === 50_000);
    multi.removeHandle(easy);
    expect(await code).toBe(-1);
    expect(easy.takeBody()).toHaveLength(50_000);
    const again = run('/stall-body/100000');
    await until(() => easy.getInfo('SIZE_DOWNLOAD_T') === 50_000);
    multi.removeHandle(easy);
    await again;
    expect(await run('/bytes/70000')).toBe(0);
    expect(easy.takeBody().equals(bytesOf(70_000))).toBe(true);
  });

  it('is freed with its handle', async () => {
    const code = run('/stall-body/100000');
    await until(() => easy.getInfo('SIZE_DOWNLOAD_T') === 50_000);
    easy.close();
    expect(await code).toBe(-1);
  });

  needing('the event loop').it('owns its memory: it can be written to and transferred to another thread', async () => {
    const handles = Array.from({ length: 20 }, () => new Easy());
    await Promise.all(handles.map((handle) => run('/bytes/50000', {}, handle)));
    const bodies = handles.map((handle) => handle.takeBody());
    bodies[0]!.fill(0);
    const moved = structuredClone(bodies[1]!, { transfer: [bodies[1]!.buffer as ArrayBuffer] });
    expect(Buffer.from(moved).equals(bytesOf(50_000))).toBe(true);
    expect(bodies[1]).toHaveLength(0);
    for (const body of bodies.slice(2)) expect(body.equals(bytesOf(50_000))).toBe(true);
    for (const handle of handles) handle.close();
  });

  it('may be taken while it arrives', async () => {
    const code = run('/bytes/300000', { MAX_RECV_SPEED_LARGE: 600_000 });
    await until(() => easy.getInfo('SIZE_DOWNLOAD_T') > 0);
    const first = easy.takeBody();
    expect(await code).toBe(0);
    const second = easy.takeBody();
    expect(first.length).toBeGreaterThan(0);
    expect(second.length).toBeGreaterThan(0);
    expect(Buffer.concat([first, second]).equals(bytesOf(300_000))).toBe(true);
  });

  needing('the event loop').it('is freed even if it is never taken', async () => {
    const handles = Array.from({ length: 50 }, () => new Easy());
    const all = () => Promise.all(handles.map((handle) => run('/bytes/500000', {}, handle)));
    for (let round = 0; round < 4; round++) await all();
    gc!();
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 10; round++) await all();
    gc!();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30e6);
    for (const handle of handles) handle.close();
    gc!();
    await until(() => process.memoryUsage().arrayBuffers < before - 20e6);
  });
});
