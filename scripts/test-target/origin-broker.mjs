// Does on this machine what programs in an emulator cannot: starts test origins, which would take long there, and makes
// PKCS #12 files.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { json } from 'node:stream/consumers';
import testOrigin from '../../internal/test-origin/dist/index.cjs';
import { root } from '../setup.mjs';

/** @returns {Promise<{ url: string, close: () => void }>} what CURLEW_ORIGIN_BROKER is to be */
export async function startOriginBroker() {
  const origins = new Origins();
  const server = createServer(async (request, response) => {
    // A connection that is kept may be closed just when a slow program uses it again.
    response.setHeader('connection', 'close');
    if (request.method === 'DELETE') {
      origins.end(Number(request.url.slice(1)));
      response.end('{}');
    } else if (request.url === '/pkcs12') response.end(await testOrigin.makePkcs12(await json(request)));
    else origins.start((listening) => response.end(JSON.stringify(listening)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      origins.endAll();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The running origins by their numbers. */
class Origins {
  #children = new Map();
  #last = 0;

  /** @param {(listening: object) => void} onListening called with where it listens, and its number as `id` */
  start(onListening) {
    const program = join(root, 'internal', 'test-origin', 'dist', 'server-process.cjs');
    const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const id = ++this.#last;
    this.#children.set(id, child);
    createInterface({ input: child.stdout }).once('line', (line) => onListening({ ...JSON.parse(line), id }));
  }

  end(id) {
    this.#children.get(id)?.stdin.end();
    this.#children.delete(id);
  }

  endAll() {
    for (const id of [...this.#children.keys()]) this.end(id);
  }
}
