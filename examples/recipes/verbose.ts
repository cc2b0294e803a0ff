// Two views of the wire: the diagnostics channels for all sessions, libcurl's own trace for one request.
import { subscribe } from 'node:diagnostics_channel';
import { CurlWrapper, type DiagnosticsMessage } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
subscribe('curlew:request:end', (message) => {
  const { request, response } = message as DiagnosticsMessage;
  console.log(request.method, new URL(request.url).pathname, response?.statusCode, response!.totalTime > 0 ? 'with times' : '');
});

await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: origin });
const response = await session.get('/redirect/1', { headers: { 'X-Id': '7' } });

// As a curl command to reproduce the request; secrets are left out.
console.log(response.request.toCurl().startsWith('curl '));

// libcurl's trace: 0 is text, 1 and 2 are headers received and sent.
const trace: string[] = [];
await session.get('/bytes/1', {
  curlOptions: {
    VERBOSE: true,
    DEBUGFUNCTION: (type, bytes) => void (type === 2 && trace.push(Buffer.from(bytes).toString().split('\r\n')[0]!)),
  },
});
console.log(trace);
