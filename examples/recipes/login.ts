// A login by a form, whose cookie is sent from then on; the cookies are kept for the next run.
import { CurlWrapper } from '@curlew/async';
import { startOrigin } from '@curlew/async/testing';

await using site = await startOrigin({
  routes: {
    'POST /login': ({ text }) =>
      new URLSearchParams(text).get('password') === 'right'
        ? { status: 303, headers: { location: '/home', 'set-cookie': 'session=s1; Path=/; HttpOnly; Max-Age=3600' } }
        : { status: 403 },
    '/home': ({ headers }) => ({ body: headers.get('cookie')?.includes('session=s1') ? 'welcome' : 'who are you?' }),
  },
});

await using wrapper = new CurlWrapper();
const session = wrapper.session({ baseUrl: site.url });
const response = await session.post('/login', { body: new URLSearchParams({ user: 'ada', password: 'right' }) });
console.log(response.statusCode, response.text, response.history.length, session.cookies());

// In Netscape's format, which curl reads too. It is a credential: keep it where only you can read it.
const saved = session.saveCookies();
const later = wrapper.session({ baseUrl: site.url });
later.loadCookies(saved);
console.log((await later.get('/home')).text);
