// Runs the programs on ours: run.mjs PROGRAMS HTTP HTTPS -> one JSON list of results, as run.py has it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { BytesIO, RuntimeError, error, pycurl } from '@curlew/pycurl-compat';

const [programsFile, http, https, answerFile] = process.argv.slice(2);
const programs = JSON.parse(readFileSync(programsFile, 'utf8'));

class Empty {}

class Log {
  items = [];
  take() {
    return this.items;
  }
  take_last() {
    return this.items.slice(-1);
  }
}

class Body extends BytesIO {
  answer = undefined;
  writes_with(answer) {
    this.answer = answer;
  }
  write(data) {
    const written = super.write(data);
    return this.answer ? this.answer(data) : written;
  }
  form() {
    const { headers, body } = JSON.parse(this.getvalue().toString());
    const found = `${headers['content-type'] ?? ''}${body}`.matchAll(/boundary=(-+[0-9A-Za-z]+)/g);
    return [...found].reduce((text, [, boundary], number) => text.replaceAll(boundary, `B${number}`), body);
  }
  json(...names) {
    const found = JSON.parse(this.getvalue().toString());
    return names.map((name) => found[name]);
  }
  status_line() {
    return this.getvalue().toString().split('\r\n')[0];
  }
  headers(...names) {
    const found = JSON.parse(this.getvalue().toString()).headers;
    return names.map((name) => found[name] ?? null);
  }
}

function loop(multi) {
  let running = 1;
  while (running) {
    multi.select(0.05);
    [, running] = multi.perform();
  }
  return running;
}

function callbacks(scope) {
  const log = scope.log.items;
  return {
    nothing: () => undefined,
    zero: () => 0,
    one: () => 1,
    minus_one: () => -1,
    text: () => 'text',
    true: () => true,
    raises: () => {
      throw new Error('boom');
    },
    log_none: (data) => void log.push(normal(data)),
    log_len: (data) => (log.push(normal(data)), data.length),
    log_first: (line) => void (line.toString().startsWith('HTTP') && log.push(normal(Buffer.from(line.toString().split(' ')[0])))),
    too_much: (size) => Buffer.alloc(size + 1, 'x'),
    read_abort: () => pycurl.READFUNC_ABORT,
    socket_bad: () => pycurl.SOCKET_BAD,
    use_handle: () => {
      const calls = { setopt: [pycurl.PORT, 1], perform: [], getinfo: [pycurl.RESPONSE_CODE], reset: [], close: [] };
      for (const [name, args] of Object.entries(calls)) log.push(outcome(() => scope.c[name](...args)));
    },
    read_upload: (_user, size) => scope.upload.read(size),
  };
}

const MAKERS = {
  fresh: () => new pycurl.Curl(),
  dup: (scope) => scope.c.duphandle(),
  mime: (scope) => new pycurl.CurlMime(scope.c),
  part: (scope) => thing(scope, 'mime').addpart(),
  u: () => new pycurl.CurlUrl('http://example.com/'),
};
const thing = (scope, name) => (scope[name] ??= MAKERS[name](scope));

function special(value, scope) {
  if ('answers' in value) {
    const answer = decode(value.answers, scope);
    return () => answer;
  }
  if ('does' in value)
    return () => {
      for (const [target, method, ...args] of value.does) scope.log.items.push(outcome(() => call(scope, target, method, args)));
    };
  return () => {
    throw new RuntimeError('boom');
  };
}

function call(scope, target, method, args) {
  const object = thing(scope, target);
  if (method === 'loop') return loop(object);
  if (method === 'status') return object[args[0]](...decode(args.slice(1), scope))[0];
  if (method === 'fdset_lengths') return object.fdset().length;
  // Keywords are the last argument here.
  const named = args.find((argument) => argument?.keywords);
  const positional = decode(
    args.filter((argument) => argument !== named),
    scope,
  );
  const keywords = named ? [Object.fromEntries(Object.entries(named.keywords).map(([name, value]) => [name, decode(value, scope)]))] : [];
  return typeof object[method] === 'function' ? object[method](...positional, ...keywords) : object[method];
}

function decode(value, scope) {
  if (Array.isArray(value)) return value.map((item) => decode(item, scope));
  if (typeof value === 'object' && value !== null) return special(value, scope);
  if (typeof value !== 'string') return value;
  const text = value.replace('{http}', http).replace('{https}', https).replace('{localhost}', http.replace('127.0.0.1', 'localhost'));
  const [sign, rest] = [text.slice(0, 3), text.slice(3)];
  if (sign === '$K:') return pycurl[rest];
  if (sign === '$B:') return Buffer.from(rest);
  if (sign === '$M:') return Buffer.alloc(Number(rest));
  if (sign === '$F:') return callbacks(scope)[rest];
  if (sign === '$O:') return rest === 'new' ? new Empty() : thing(scope, rest);
  return text;
}

const FLOATS = new Set(['TOTAL_TIME']);

function normal(value) {
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value);
    return `bytes ${bytes.length < 100 ? bytes.toString('latin1') : createHash('sha256').update(bytes).digest('hex')}`;
  }
  if (typeof value === 'number' && !Number.isInteger(value)) return 'float';
  if (Array.isArray(value)) return value.map(normal);
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') return value.constructor.name;
  return value;
}

function outcome(action) {
  try {
    return normal(action());
  } catch (thrown) {
    if (thrown instanceof error) return ['error', thrown.args[0]];
    return [thrown.name, thrown.name === 'UnicodeEncodeError' ? '' : thrown.message];
  }
}

function run({ steps }) {
  const scope = {
    log: new Log(),
    b: new Body(),
    header: new Body(),
    upload: new BytesIO('upload'),
    pycurl,
    m: new pycurl.CurlMulti(),
    m2: new pycurl.CurlMulti(),
    s: new pycurl.CurlShare(),
    c: new pycurl.Curl(),
    d: new pycurl.Curl(),
  };
  return steps.map(([target, method, ...args]) => {
    if (target === 'fresh') scope.fresh = new pycurl.Curl();
    return outcome(() => {
      const value = call(scope, target, method, args);
      return FLOATS.has(String(args[0]).slice(3)) ? 'float' : value;
    });
  });
}

writeFileSync(answerFile, JSON.stringify({ version: pycurl.version, results: programs.map(run) }));
