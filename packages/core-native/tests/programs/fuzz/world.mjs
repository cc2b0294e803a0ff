import { BodyQueue, Easy, Multi, bodyStream, constants, uploadFrom } from '@curlew/core-native';

/** The routes of the test origin that the transfers go to. */
const PATHS = [
  '/bytes/10',
  '/bytes/5000',
  '/bytes/300000',
  '/delay/30/10',
  '/redirect/1',
  '/cookies/name/value',
  '/encoded/gzip',
  '/bomb/2',
  '/echo',
  '/truncate/100000',
  '/stall-body/2000',
  '/auth/user/secret',
  '/early',
  '/reset',
];

/** How many objects of each kind the program keeps; dropping the others leaves them to the garbage collector. */
const KEPT = { easys: 12, multis: 4, queues: 8, streams: 6, shares: 3 };

/** Callbacks may perform operations, which call callbacks; this ends it. */
const DEEPEST = 4;

/** A transfer is given up after this time in milliseconds, so that one that is performed does not block for long. */
export const TIMEOUT_MS = 400;

/** The states that a handle is brought into before an operation is tried on it, with weights. */
const STATES = [
  [4, 'new', () => {}],
  [8, 'in a multi', (world, easy) => world.multi().addHandle(easy)],
  [3, 'in a multi, with a queue', (world, easy) => (world.queue(easy), world.multi().addHandle(easy))],
  [3, 'in a multi, with a stream', (world, easy) => (world.stream(easy), world.multi().addHandle(easy))],
  [2, 'in a multi, uploading', (world, easy) => (world.upload(easy), world.multi().addHandle(easy))],
  [1, 'connected only', (_world, easy) => void easy.setOpt('CONNECT_ONLY', 1)],
  [1, 'with a share', (world, easy) => void easy.setOpt('SHARE', world.random.pick(world.shares) ?? null)],
  [1, 'a copy of another', (world) => void world.keep('easys', world.easy().duplicate())],
  [1, 'closed', (_world, easy) => easy.close()],
];

/** Every object that the operations work on. */
export class World {
  easys = [];
  multis = [];
  queues = [];
  streams = [];
  shares = [];
  /** How many operations were performed. */
  steps = 0;
  #depth = 0;
  #operate;

  /**
   * @param {{ origin: string, random: import('./random.mjs').Random, thread: boolean, operate: (world: World) => void }} parts
   *   `thread`: some multis get a thread of their own
   */
  constructor({ origin, random, thread, operate }) {
    this.origin = origin;
    this.random = random;
    this.thread = thread;
    this.#operate = operate;
  }

  /** Performs operations, unless callbacks are nested too deep. */
  operate(count) {
    if (this.#depth >= DEEPEST) return;
    this.#depth += 1;
    try {
      for (let index = 0; index < count; index++) this.#operate(this);
    } finally {
      this.#depth -= 1;
    }
  }

  get isInsideCallback() {
    return this.#depth > 1;
  }

  keep(kind, object) {
    const objects = this[kind];
    objects.push(object);
    if (objects.length > KEPT[kind]) objects.splice(this.random.below(objects.length), 1);
    return object;
  }

  url() {
    return this.origin + this.random.pick(PATHS);
  }

  /** A new handle in one of the states. */
  freshEasy() {
    const { random } = this;
    const easy = new Easy().setOpts({
      URL: this.url(),
      TIMEOUT_MS,
      COOKIEFILE: '',
      FOLLOWLOCATION: random.chance(0.3),
      NOPROGRESS: random.chance(0.5),
      ...(random.chance(0.2) ? { VERBOSE: true, DEBUGFUNCTION: this.callback('DEBUGFUNCTION') } : {}),
    });
    this.keep('easys', easy);
    const [, , bring] = random.weighted(STATES);
    bring(this, easy);
    return easy;
  }

  /** A handle, used before or fresh. */
  easy() {
    return (this.random.chance(0.8) && this.random.pick(this.easys)) || this.freshEasy();
  }

  freshMulti() {
    const { random } = this;
    const multi = new Multi();
    const listener = {
      onDone: () => random.chance(0.4) && this.operate(2),
      onRemoved: () => random.chance(0.2) && this.operate(1),
    };
    if (random.chance(0.85)) multi.attach(listener, this.thread ? { thread: random.chance(0.7) } : {});
    return this.keep('multis', multi);
  }

  multi() {
    return (this.random.chance(0.95) && this.random.pick(this.multis)) || this.freshMulti();
  }

  queue(easy) {
    const { random } = this;
    const events = {
      onHeaders: () => random.chance(0.3) && this.operate(1),
      onReadable: () => {
        random.pick(this.queues)?.read(1 + random.below(100_000));
        if (random.chance(0.2)) this.operate(1);
      },
      onEnd: () => random.chance(0.3) && this.operate(1),
    };
    return this.keep('queues', new BodyQueue(easy, events, { highWaterMark: 1 + random.below(100_000) }));
  }

  stream(easy) {
    return this.keep(
      'streams',
      bodyStream(easy).on('error', () => {}),
    );
  }

  upload(easy) {
    const { random } = this;
    easy.setOpts({ UPLOAD: true, URL: `${this.origin}/echo` });
    async function* chunks() {
      for (let index = 0; index < 5; index++) {
        if (random.chance(0.3)) await new Promise(setImmediate);
        yield Buffer.alloc(random.below(40_000));
        if (random.chance(0.05)) throw new Error('of the fuzzer');
      }
    }
    uploadFrom(easy, chunks());
  }

  /** A callback of libcurl's that performs operations, throws sometimes, and pauses sometimes. */
  callback(name) {
    const { random } = this;
    return (room) => {
      if (random.chance(0.3)) this.operate(1 + random.below(2));
      if (random.chance(0.02)) throw new Error('of the fuzzer');
      if (name === 'WRITEFUNCTION') return random.chance(0.05) ? constants.CURL_WRITEFUNC_PAUSE : undefined;
      if (name !== 'READFUNCTION') return undefined;
      if (random.chance(0.1)) return constants.CURL_READFUNC_PAUSE;
      return random.chance(0.3) ? null : Buffer.alloc(Math.min(room, random.below(2000) + 1));
    };
  }
}
