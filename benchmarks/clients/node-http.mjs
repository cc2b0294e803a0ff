import { Agent, get } from 'node:http';
import { measure, url } from '../lib/measure.mjs';

const agent = new Agent({ keepAlive: true, maxSockets: Number(process.argv[4]) });
await measure(
  () =>
    new Promise((resolve, reject) => {
      get(url, { agent }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).length));
        response.on('error', reject);
      }).on('error', reject);
    }),
);
agent.destroy();
