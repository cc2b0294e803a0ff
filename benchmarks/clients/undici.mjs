import { Pool } from 'undici';
import { measure, url } from '../lib/measure.mjs';

const { origin, pathname } = new URL(url);
const pool = new Pool(origin, { connections: Number(process.argv[4]), pipelining: 1 });
await measure(async () => {
  const { body } = await pool.request({ path: pathname, method: 'GET' });
  return (await body.arrayBuffer()).byteLength;
});
await pool.close();
