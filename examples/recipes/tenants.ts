// Tenants that share a process but nothing else: cookies by session, connections by `isolated`.
import { CurlWrapper } from '@curlew/async';

const origin = process.env.ORIGIN ?? 'https://example.com';
await using wrapper = new CurlWrapper({ maxTotalConnections: 100 });

// Two sessions of a wrapper share connections where libcurl allows it.
const [a, b] = [wrapper.session({ baseUrl: origin }), wrapper.session({ baseUrl: origin })];
await a.get('/cookies/user/a');
console.log('b uses a kept connection:', (await b.get('/cookies')).newConnections === 0, 'cookies:', b.cookies());

// An isolated session has connections and limits of its own; those that extend it share them.
const tenant = wrapper.session({ baseUrl: origin, isolated: true, headers: { 'X-Tenant': 'ada' } });
console.log('the tenant makes its own:', (await tenant.get('/cookies')).newConnections);
const admin = tenant.extend({ headers: { 'X-Role': 'admin' } });
console.log('its extension has them too:', (await admin.get('/cookies')).newConnections === 0);
