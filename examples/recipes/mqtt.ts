// MQTT: a POST publishes a message; a subscription is a download that does not end by itself.
import { AsyncCurlMulti, CancelledError, Easy } from '@curlew/async';

const { MQTT = 'mqtt://broker.example.com' } = process.env;
await using multi = new AsyncCurlMulti();

using publishing = new Easy();
publishing.setOpts({ URL: `${MQTT}/home/door`, PROTOCOLS_STR: 'mqtt,mqtts', POSTFIELDS: 'open', TIMEOUT_MS: 10_000 });
await multi.perform(publishing);
console.log('published');

// The broker of the test keeps the last message of a topic for later subscribers.
using subscription = new Easy();
subscription.setOpts({
  URL: `${MQTT}/home/door`,
  PROTOCOLS_STR: 'mqtt,mqtts',
  CONNECTTIMEOUT_MS: 10_000,
  // The topic comes first, after its length.
  WRITEFUNCTION: (chunk) => {
    const end = 2 + chunk.readUInt16BE();
    console.log('received', chunk.toString('utf8', 2, end), chunk.toString('utf8', end));
    // Enough for this program; a real one continues until its user ends the subscription.
    future.cancel();
  },
});
const future = multi.addHandle(subscription);
try {
  await future;
} catch (error) {
  if (!(error instanceof CancelledError)) throw error;
  console.log('unsubscribed');
}
