import { createServer, type Server } from 'node:net';

/** An interleaved packet: '$', the channel, the length, the payload. */
function packet(channel: number, payload: string): Buffer {
  const head = Buffer.from([0x24, channel, 0, 0]);
  head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, Buffer.from(payload)]);
}

/** Answers every RTSP request with 200; soon after PLAY's answer come two interleaved packets. */
export function createRtspServer(): Server {
  return createServer((socket) => {
    let received = '';
    socket.on('error', () => {});
    socket.setEncoding('latin1').on('data', (chunk) => {
      received += String(chunk);
      for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
        const request = received.slice(0, end);
        received = received.slice(end + 4);
        const sequence = /CSeq: *(\d+)/i.exec(request)?.[1] ?? '0';
        const session = request.startsWith('OPTIONS') ? 'Public: OPTIONS, SETUP, PLAY\r\n' : 'Session: 4711\r\n';
        const transport = /^Transport:.*$/im.exec(request)?.[0];
        socket.write(`RTSP/1.0 200 OK\r\nCSeq: ${sequence}\r\n${session}${transport ? `${transport}\r\n` : ''}\r\n`);
        // One by one and a little later: a client takes them with its next requests, RECEIVE.
        if (request.startsWith('PLAY'))
          for (const [channel, payload] of ['frame one', 'frame two'].entries())
            setTimeout(() => socket.write(packet(channel, payload)), 100 * (channel + 1));
      }
    });
  });
}
