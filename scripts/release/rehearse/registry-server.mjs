// The process of the registry: ends when its parent closes its standard input or is gone, and at the latest after an
// hour.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const LONGEST_LIFE = 60 * 60_000;

const [tools, config, port] = process.argv.slice(2);
const { runServer } = createRequire(join(tools, 'package.json'))('verdaccio');
const server = await runServer(config);
server.listen(Number(port), '127.0.0.1');
process.stdin.on('end', () => process.exit()).resume();
setTimeout(() => process.exit(1), LONGEST_LIFE).unref();
