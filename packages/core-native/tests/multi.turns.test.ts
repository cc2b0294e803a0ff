import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { needing, standstill, startOrigin, type Origin } from '@curlew-internal/test-origin';
import { Easy, Multi } from '../src/index.js';

let origin: Origin;
beforeAll(async () => (origin = await startOrigin()));
afterAll(() => origin.close());

const easyFor = (path: string) => new Easy().setOpt('URL', `${origin.http}${path}`);
const immediate = () => new Promise((resolve) => setImmediate(resolve));

/** The number of events that libuv has reported. */
const eventsOfLoop = () => performance.nodeTiming.uvMetricsInfo.events;

/** Handles that are all added at once, and what becomes of them. */
function addAll(easys: Easy[]) {
  const codes = new Map<Easy, number>();
  const removed: Easy[] = [];
  const started: number[] = [];
  const multi = new Multi().attach({ onDone: (easy, code) => void codes.set(easy, code), onRemoved: (easy) => void removed.push(easy) });
  easys.forEach((easy, index) =>
    // A connection of its own for each, so that each is seen to start.
    multi.addHandle(easy.setOpts({ FRESH_CONNECT: true, SOCKOPTFUNCTION: () => void started.push(index) })),
  );
  const settled = async () => {
    while (codes.size + removed.length < easys.length) await immediate();
  };
  return { multi, codes, removed, started, settled };
}

describe('a turn of the event loop', () => {
  needing('real time', 'the event loop').it('ends even if transfers follow each other quickly', async () => {
    let transfers = 0;
    let turns = 0;
    const until = Date.now() + 300;
    const url = pathToFileURL(__filename).href;
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({
        onDone: (easy, code) => {
          expect(code).toBe(0);
          transfers += 1;
          if (Date.now() < until) multi.addHandle(easy);
          else resolve(multi.close());
        },
      });
      const count = () => {
        turns += 1;
        if (!multi.closed) setImmediate(count);
      };
      count();
      multi.addHandle(new Easy().setOpt('URL', url));
    });
    expect(transfers).toBeGreaterThan(turns);
    expect(turns).toBeGreaterThan(10);
  });

  it('starts handles that were added at once gradually, in their order', async () => {
    // No transfer may end before the last one has started: libcurl runs transfers in the order of its own slots, and
    // reuses the slot of one that has ended.
    const easys = Array.from({ length: 1000 }, () => easyFor('/stall'));
    const { multi, codes, started } = addAll(easys);
    let turns = 0;
    while (started.length < easys.length) {
      turns += 1;
      await immediate();
    }
    expect(turns).toBeGreaterThan(5);
    expect(started).toEqual(easys.map((_, index) => index));
    expect(codes.size).toBe(0);
    multi.close();
  });

  needing('real time').it('does not get the sockets again that it has left for the next turn', async () => {
    const count = 400;
    const before = eventsOfLoop();
    let ended = 0;
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({
        onDone: (_, code) => {
          expect(code).toBe(0);
          // So that a turn is over after a few of them, and all others wait.
          for (const end = performance.now() + 2; performance.now() < end;);
          ended += 1;
          if (ended === count) resolve(multi.close());
        },
      });
      for (let index = 0; index < count; index++) multi.addHandle(easyFor('/delay/1500/3'));
    });
    // Two events of each socket: it has connected, and its answer has arrived. Node's own events come on top.
    expect(eventsOfLoop() - before).toBeLessThan(5 * count);
  });

  it('starts and ends each handle that was added at once exactly once', async () => {
    const easys = Array.from({ length: 1000 }, () => easyFor('/delay/5/3'));
    const { multi, codes, started, settled } = addAll(easys);
    await settled();
    expect([...codes.values()].every((code) => code === 0)).toBe(true);
    expect(started.sort((a, b) => a - b)).toEqual(easys.map((_, index) => index));
    multi.close();
  });
});

describe('a transfer that has not been started yet', () => {
  it('can be removed, closed, and added again', async () => {
    const easys = Array.from({ length: 200 }, () => easyFor('/bytes/3'));
    const { multi, codes, removed, started, settled } = addAll(easys);
    const [taken, closed, again] = [easys[150]!, easys[160]!, easys[170]!];
    multi.removeHandle(taken);
    closed.close();
    multi.removeHandle(again).addHandle(again);
    removed.splice(removed.indexOf(again), 1);
    expect(removed).toEqual([taken, closed]);
    await settled();
    expect(codes.size).toBe(198);
    expect([...codes.values()].every((code) => code === 0)).toBe(true);
    expect(started).not.toContain(150);
    expect(started).not.toContain(160);
    // One that was taken out is as good as new.
    codes.clear();
    multi.addHandle(taken);
    while (codes.size === 0) await immediate();
    expect(codes.get(taken)).toBe(0);
    multi.close();
  });

  it('is started even if all that were started before it are removed', async () => {
    const easys = Array.from({ length: 60 }, () => easyFor('/bytes/3'));
    const { multi, codes, settled } = addAll(easys);
    for (const easy of easys.slice(0, 40)) multi.removeHandle(easy);
    await settled();
    expect([...codes.keys()]).toEqual(expect.arrayContaining(easys.slice(40)));
    multi.close();
  });

  it('is removed when its multi is closed', async () => {
    const easys = Array.from({ length: 200 }, () => easyFor('/bytes/3'));
    const { multi, removed, codes } = addAll(easys);
    multi.close();
    expect(removed).toEqual(easys);
    await immediate();
    expect(codes.size).toBe(0);
    expect(easys[199]!.perform().takeBody()).toHaveLength(3);
  });
});

describe('a socket whose number is reused at once', () => {
  it.each<[string, () => Parameters<Easy['setOpts']>[0]]>([
    ['by libcurl alone', () => ({})],
    ['under callbacks that see it', () => ({ SOCKOPTFUNCTION: () => {}, CLOSESOCKETFUNCTION: () => {} })],
  ])('is watched as the new one, %s', async (_whose, options) => {
    let left = 800;
    const sockets = new Set<number>();
    await new Promise<void>((resolve) => {
      const multi = new Multi().attach({
        onDone: (easy, code) => {
          expect(code).toBe(0);
          left -= 1;
          if (left >= 4) multi.addHandle(easy);
          else if (left === 0) resolve(multi.close());
        },
      });
      for (let lane = 0; lane < 4; lane++) {
        // Every connection is closed in the turn in which its transfer ends, and the next one is opened in the same.
        const easy = easyFor('/bytes/10').setOpts({ FORBID_REUSE: true, ...options(), PREREQFUNCTION: () => note(easy) });
        multi.addHandle(easy);
      }
      const note = (easy: Easy) => {
        sockets.add(Number(easy.getInfo('ACTIVESOCKET')));
        return 0;
      };
    });
    expect(sockets.size).toBeLessThan(100);
  });

  needing('socket numbers').it(
    'is watched as the new one, even if libcurl waits for the same event on both',
    async () => {
      const server = spawn(process.execPath, [join(__dirname, 'programs', 'slow-to-accept.mjs')]);
      const [printed] = (await once(server.stdout, 'data')) as [Buffer];
      const port = Number(printed.toString());
      server.kill('SIGSTOP');
      let connected = 0;
      const fill = () => connect(port, '127.0.0.1', () => (connected += 1)).on('error', () => {});
      const filling = Array.from({ length: 4 }, fill);
      expect(await standstill(() => connected)).toBeLessThan(4);

      const opened: number[] = [];
      const url = `http://127.0.0.1:${port}/`;
      const SOCKOPTFUNCTION = (socket: number) => void opened.push(socket);
      const second = new Easy().setOpts({ URL: url, TIMEOUT_MS: 8000, SOCKOPTFUNCTION });
      const codes: number[] = [];
      await new Promise<void>((resolve) => {
        const multi = new Multi().attach({
          onDone: (_easy, code) => {
            codes.push(code);
            if (codes.length === 2) return resolve(multi.close());
            // The first one's socket was closed while it connected; this one's connects in the same turn.
            multi.addHandle(second);
            setTimeout(() => server.kill('SIGCONT'), 100);
          },
        });
        multi.addHandle(new Easy().setOpts({ URL: url, CONNECTTIMEOUT_MS: 200, SOCKOPTFUNCTION }));
      });
      expect(codes).toEqual([28, 0]);
      expect(opened[1]).toBe(opened[0]);
      expect(second.takeBody().toString()).toBe('late');
      for (const socket of filling) socket.destroy();
      server.kill('SIGKILL');
    },
    20_000,
  );
});
