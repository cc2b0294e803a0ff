import { CurlWrapper, publicAddressesOnly } from '../../src/index.js';
import { closeServers, serve } from '../serve.js';

let wrapper: CurlWrapper;
beforeEach(() => (wrapper = new CurlWrapper()));
afterEach(async () => {
  await wrapper.close();
  closeServers();
});

const countingServer = async () => {
  const seen = { requests: 0 };
  const url = await serve((_, response) => {
    seen.requests += 1;
    response.end('reached');
  });
  return { url, seen };
};

describe('allowAddress', () => {
  it('is called with address, port and host, and refuses before anything is sent', async () => {
    const { url, seen } = await countingServer();
    const asked: unknown[] = [];
    const session = wrapper.session({ allowAddress: (...parts) => (asked.push(parts), false) });
    const target = url.replace('127.0.0.1', 'localhost');
    await expect(session.get(target)).rejects.toMatchObject({
      kind: 'cancelled',
      message: expect.stringContaining('allowAddress does not allow') as string,
    });
    expect([asked[0], seen.requests]).toEqual([[expect.stringMatching(/^(127\.0\.0\.1|::1)$/), Number(new URL(url).port), 'localhost'], 0]);
  });

  it.each([
    ['a promise', async () => true],
    ['a promise that fails', () => Promise.reject(new Error('boom'))],
    ['an object', () => ({})],
    ['nothing', () => undefined],
  ])('does not allow an address by %s', async (_, allowAddress) => {
    const { url, seen } = await countingServer();
    await expect(wrapper.session({ allowAddress: allowAddress as never }).get(url)).rejects.toThrow(
      /allowAddress did not return true or false/,
    );
    expect(seen.requests).toBe(0);
  });

  it('is also called for a kept connection that another session of the wrapper has opened', async () => {
    const { url, seen } = await countingServer();
    await wrapper.session().get(url);
    const guarded = wrapper.session({ allowAddress: publicAddressesOnly });
    await expect(guarded.get(url)).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(guarded.fetch(url)).rejects.toMatchObject({ cause: { kind: 'cancelled' } });
    await expect(guarded.stream('GET', url)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(seen.requests).toBe(1);
  });

  it('applies after a redirect', async () => {
    const { url, seen } = await countingServer();
    const outside = await serve((_, response) => void response.writeHead(302, { Location: url }).end());
    const { port } = new URL(outside);
    const session = wrapper.session({ allowAddress: (_ip, toPort) => toPort === Number(port) });
    await expect(session.get(outside)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(seen.requests).toBe(0);
  });

  it('allows the addresses for which it returns true', async () => {
    const { url } = await countingServer();
    const session = wrapper.session({ allowAddress: () => true });
    for (let round = 0; round < 3; round++) expect((await session.get(url)).text).toBe('reached');
  });
});

describe('publicAddressesOnly', () => {
  it.each(['93.184.216.34', '8.8.8.8', '172.15.0.1', '2606:4700::1111'])('allows %s', (ip) => {
    expect(publicAddressesOnly(ip, 80, 'h')).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    '2002:7f00:1::',
  ])('refuses %s', (ip) => {
    expect(publicAddressesOnly(ip, 80, 'h')).toBe(false);
  });
});
