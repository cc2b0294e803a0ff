// Libraries that take a `fetch` run on libcurl: with the session's proxy, certificates, retries, cookies and limits.
import { request } from '@octokit/request';
import ky from 'ky';
import OpenAI from 'openai';
import { CurlWrapper } from '@curlew/async';
import { startOrigin } from '@curlew/async/testing';

await using service = await startOrigin({
  routes: {
    'POST /v1/chat/completions': { body: { choices: [{ message: { role: 'assistant', content: 'Hello' } }] } },
    '/repos/:owner/:name': ({ params }) => ({ body: { full_name: `${params.owner}/${params.name}` } }),
    '/hello': { body: { hello: 'ky' } },
  },
});

await using wrapper = new CurlWrapper();
const { fetch } = wrapper.session({ ca: service.ca, timeout: { connect: 5_000, stall: 60_000 } });

const openai = new OpenAI({ apiKey: 'key', baseURL: `${service.secureUrl}/v1`, fetch });
const completion = await openai.chat.completions.create({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });
console.log(completion.choices[0]!.message.content);

const octokit = request.defaults({ baseUrl: service.secureUrl, request: { fetch } });
console.log((await octokit('GET /repos/{owner}/{repo}', { owner: 'curl', repo: 'curl' })).data.full_name);

const api = ky.create({ fetch });
console.log(await api.get(`${service.secureUrl}/hello`).json<{ hello: string }>());
