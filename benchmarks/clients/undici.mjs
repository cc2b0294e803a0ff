import { Pool } from 'undici';
import { measure, url } from '../lib/measure.mjs';
import { readFileSync } from 'node:fs';
import { postBody, workload } from '../lib/workload.mjs';

const { origin, pathname: path } = new URL(url);
const concurrency = Number(process.argv[4]);
const tls = workload.ca ? { connect: { ca: readFileSync(workload.ca) }, allowH2: workload.http === '2' } : {};
// One HTTP/2 connection carries all requests.
const lanes = workload.http ? { connections: 1, pipelining: concurrency } : { connections: concurrency, pipelining: 1 };
const pool = new Pool(origin, { ...tls, ...lanes });
const request = postBody ? { path, method: 'POST', body: postBody } : { path, method: 'GET' };
await measure(async () => (await (await pool.request(request)).body.arrayBuffer()).byteLength);
await pool.close();
