// Reads 200 MB of zeros, highly compressed, collected and from a queue. Prints the longest time for which the event
// loop was blocked.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { BodyQueue, Easy, Multi } from '@curlew/core-native';

const SIZE = 200_000_000;
const [coding, role] = process.argv.slice(2);

/** In a process of its own, so that its work does not count. */
function serve() {
  const zeros = Buffer.alloc(SIZE);
  const body = coding === 'gzip' ? gzipSync(zeros) : brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  const server = createServer((_, response) => response.writeHead(200, { 'content-encoding': coding }).end(body));
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
  process.on('disconnect', () => process.exit());
}

async function measure() {
  const server = fork(fileURLToPath(import.meta.url), [coding, 'server']);
  const url = `http://127.0.0.1:${await new Promise((resolve) => server.once('message', resolve))}/`;
  const ways = {
    collected: (easy, resolve) => new Multi().attach({ onDone: (_, code) => resolve(code || easy.takeBody().length) }).addHandle(easy),
    queued(easy, resolve) {
      let size = 0;
      const read = () => {
        for (let bytes; (bytes = queue.read());) size += bytes.length;
        if (queue.drained) resolve(queue.endCode || size);
      };
      const queue = new BodyQueue(easy, { onReadable: read, onEnd: read });
      new Multi().attach({ onDone: () => {} }).addHandle(easy);
    },
  };
  const seen = {};
  for (const [name, way] of Object.entries(ways)) {
    let longest = 0;
    // In CPU time, which other programs on the machine do not affect.
    const now = () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    };
    let last = now();
    let over = false;
    const look = () => {
      longest = Math.max(longest, now() - last);
      last = now();
      if (!over) setImmediate(look);
    };
    setImmediate(look);
    const size = await new Promise((resolve) => way(new Easy().setDecoding(true).setOpt('URL', url), resolve));
    over = true;
    seen[name] = { size, longest: Math.round(longest) };
  }
  server.disconnect();
  console.log(JSON.stringify(seen));
}

await (role === 'server' ? serve() : measure());
