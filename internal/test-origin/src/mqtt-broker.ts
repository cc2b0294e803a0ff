import { createServer, type Server } from 'node:net';
import type { Aedes } from 'aedes';

async function makeBroker(): Promise<Aedes> {
  const { Aedes } = await import('aedes');
  return Aedes.createBroker({
    authorizePublish: (_client, packet, done) => {
      packet.retain = true;
      done(null);
    },
  });
}

/**
 * An MQTT broker that keeps the last message of each topic for later subscribers. It is loaded for its first client:
 * few suites have one.
 */
export function createMqttBroker(): Server {
  let broker: Promise<Aedes> | undefined;
  return createServer((socket) => {
    socket.on('error', () => {});
    void (broker ??= makeBroker()).then((made) => made.handle(socket));
  });
}
