// Requests that hang: a limit for each phase, and the phase in which each was aborted.
import { AcurlError, CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: origin, timeout: { total: 300, connect: 200, stall: 5_000 } });

for (const path of ['/stall', '/stall-body/1000']) {
  const error = await session.get(path).catch((reason: unknown) => reason);
  if (error instanceof AcurlError) console.log(error.code, error.phase);
}

// Connections and transfers now, by origin: whether requests wait for a connection, or for the server.
const pending = session.get('/stall').catch(() => {});
await new Promise((resolve) => setTimeout(resolve, 100));
console.log(wrapper.stats().running, wrapper.stats().origins[origin]?.waiting);
await pending;

// A signal aborts one request in any phase.
const error = await session.get('/stall', { signal: AbortSignal.timeout(50) }).catch((reason: unknown) => reason);
console.log((error as Error).name);
