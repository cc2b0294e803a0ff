import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { measure, url } from '../lib/measure.mjs';
import { postBody, workload } from '../lib/workload.mjs';

const { Agent, request } = workload.ca ? https : http;
const agent = new Agent({
  keepAlive: true,
  maxSockets: Number(process.argv[4]),
  ...(workload.ca ? { ca: readFileSync(workload.ca) } : {}),
});
await measure(
  () =>
    new Promise((resolve, reject) => {
      const sent = request(url, { agent, method: postBody ? 'POST' : 'GET' }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).length));
        response.on('error', reject);
      });
      sent.on('error', reject).end(postBody);
    }),
);
agent.destroy();
