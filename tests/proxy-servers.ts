import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { createHttpProxy, makeCertificate } from '@curlew-internal/test-origin';

/** An HTTP proxy, and one behind TLS. */
export interface ProxyServers {
  /** HTTP_TUNNEL, TLS_PROXY and PROXY_CA (as text), for a program. */
  env: Readonly<Record<string, string>>;
  close(): void;
}

export async function startProxyServers(): Promise<ProxyServers> {
  const tls = await makeCertificate();
  const servers = [createHttpProxy(), createHttpProxy({ tls })];
  const [plain, secure] = (await Promise.all(servers.map(portOf))) as [number, number];
  return {
    env: { HTTP_TUNNEL: `http://127.0.0.1:${plain}`, TLS_PROXY: `https://localhost:${secure}`, PROXY_CA: tls.cert },
    close: () => servers.forEach((server) => server.close()),
  };
}

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
