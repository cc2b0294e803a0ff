// A program that needs a service, tested without one: the mock answers below retries, redirects and cookies.
import type { Session } from '@curlew/async';
import { mockSession } from '@curlew/async/testing';

async function logIn(session: Session, password: string): Promise<string> {
  const response = await session.post('/login', { json: { password } });
  return response.ok ? response.json<{ name: string }>().name : `refused: ${response.statusCode}`;
}

await using mocked = mockSession({ baseUrl: 'https://api.example.com', retry: { limit: 2, delay: () => 1 } });
const { session, mock } = mocked;
const api = mock.origin();
api.post('/login', { body: { password: 'right' } }).reply(303, '', { headers: { location: '/me', 'set-cookie': 'id=1; Secure' } });
api.post('/login').reply(403);
api
  .get('/me', { headers: { cookie: 'id=1' } })
  .replyWithError('CURLE_RECV_ERROR')
  .reply(200, { name: 'Ada' })
  .delay(10);

console.log(await logIn(session, 'wrong'));
console.log(await logIn(session, 'right'));
console.log(mock.calls.map(({ method, url }) => `${method} ${new URL(url).pathname}`).join(', '));
mock.assertDone();
