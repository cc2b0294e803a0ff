import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const directory = join(__dirname, '..', 'internal', 'fetch-clients');
const clients = readdirSync(join(directory, 'clients')).map((file) => file.replace(/\.mjs$/, ''));

describe("a session's fetch", () => {
  // Most of them are ES modules, which Jest does not load.
  it.each(clients)('serves %s', async (client) => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(directory, 'run.mjs'), client], { timeout: 60_000 });
    expect(stdout.trim().split(', ').length).toBeGreaterThan(0);
  });
});
