// Record the network traffic of a program once, and replay it in its tests.
import { mockSession, recordHar, startOrigin, type Har } from '@curlew/async/testing';
import type { Session } from '@curlew/async';

const nameOf = async (session: Session, id: number) => (await session.get(`/users/${id}`)).json<{ name: string }>().name;

// Once, against the real service; credentials are left out.
let baseUrl: string;
let har: string;
{
  await using service = await startOrigin({ routes: { '/users/1': { body: { name: 'Ada' } } } });
  await using recording = recordHar({ session: { baseUrl: service.url, headers: { Authorization: 'Bearer secret' } } });
  console.log(await nameOf(recording.session, 1));
  baseUrl = service.url;
  har = JSON.stringify(recording.har()); // or: await recording.save('users.har')
}
console.log('secrets in it:', har.includes('Bearer secret'));

// In the tests: the service is gone.
await using mocked = mockSession({ baseUrl });
mocked.mock.replayHar(JSON.parse(har) as Har); // or its path
console.log(await nameOf(mocked.session, 1), mocked.mock.calls.length);
