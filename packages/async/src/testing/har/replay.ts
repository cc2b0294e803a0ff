import { checkNames, checkObject, checkOneOf, constants, easyErrorKinds, type EasyCodeName } from '@curlew/core-native';
import type { HeaderField } from '../../http/header-fields.js';
import { originOf } from '../mock/mock-origin.js';
import { MockRoute } from '../mock/mock-route.js';
import type { MockFailure } from '../mock/failures.js';
import type { RequestCheck } from '../mock/request-pattern.js';
import { readHar, type Har, type ReadEntry } from './har.js';
import { REDACTED } from '../../http/redaction.js';

/** Options of a replay. */
export interface ReplayOptions {
  /**
   * `any`: requests may come in any order. Equal requests get the archive's answers one after another, and the last one
   * from then on. `strict`: requests must come in the order of the archive, each once. Default `any`.
   */
  order?: 'any' | 'strict' | undefined;
}

/** Headers that describe the body on the wire; the archive has the body without these codings. */
const OF_THE_WIRE: ReadonlySet<string> = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection', 'keep-alive']);

/** @throws {TypeError} not an archive, or a wrong option */
export function replayRoutes(har: Har | string, options: ReplayOptions): MockRoute[] {
  checkObject('replayHar', 'options', options);
  checkNames('replayHar', options, { order: true });
  const order = options.order === undefined ? 'any' : checkOneOf('replayHar', 'order', options.order, ['any', 'strict']);
  const entries = readHar(har).filter(isOfHttp);
  return order === 'strict' ? strictRoutes(entries) : anyRoutes(entries);
}

function anyRoutes(entries: readonly ReadEntry[]): MockRoute[] {
  const routes = new Map<string, MockRoute>();
  for (const entry of entries) {
    const { method, url, postData } = entry.request;
    const key = JSON.stringify([method.toUpperCase(), addressOf(url), postData]);
    const route = routes.get(key) ?? routeOf(entry, requestChecks(entry));
    routes.set(key, route);
    addReply(route, entry);
  }
  for (const route of routes.values()) route.persist();
  return [...routes.values()];
}

/** Whether the entry is an HTTP request. Browsers also record data URLs, extensions and WebSockets. */
const isOfHttp = ({ request: { url }, response: { status } }: ReadEntry) =>
  /^https?:$/.test(url.protocol) && (status <= 0 || status >= 200);

/** Routes each of which is available only after those before it were used. */
function strictRoutes(entries: readonly ReadEntry[]): MockRoute[] {
  const routes: MockRoute[] = [];
  for (const entry of entries) {
    const before = routes.at(-1);
    const turn: RequestCheck = () => (!before || before.isDone ? undefined : `order: its turn comes after ${before.description}`);
    const route = routeOf(entry, [turn, ...requestChecks(entry)]);
    addReply(route, entry);
    routes.push(route);
  }
  return routes;
}

/** The part of a URL that identifies a request: a fragment is never sent, and an archive may lack user and password. */
const addressOf = (url: URL) => `${originOf(url)}${url.pathname}${url.search}`;

const routeOf = ({ request: { method, url } }: ReadEntry, checks: RequestCheck[]) =>
  new MockRoute({ description: `${method} ${addressOf(url)}`, checks });

function requestChecks({ request: { method, url, postData } }: ReadEntry): RequestCheck[] {
  const address = addressOf(url);
  return [
    (_, asked) => (originOf(asked) === originOf(url) ? undefined : `origin: expected ${originOf(url)}, got ${originOf(asked)}`),
    (call) => (call.method.toUpperCase() === method.toUpperCase() ? undefined : `method: expected ${method}, got ${call.method}`),
    (_, asked) => (addressOf(asked) === address ? undefined : `path: expected ${address}, got ${addressOf(asked)}`),
    // An archive without bodies, such as those of parallel-curl, does not restrict them.
    ({ text }) => (postData === undefined || text === postData ? undefined : 'body: differs from the one in the archive'),
  ];
}

function addReply(route: MockRoute, { response, error, errorCode }: ReadEntry): void {
  if (response.status <= 0) {
    route.replyWithError(failureIn(errorCode, error));
    return;
  }
  const headers = response.headers.filter((field) => !OF_THE_WIRE.has(field[0].toLowerCase()) && !isRedacted(field));
  const failsWith = errorCode === undefined ? undefined : failureIn(errorCode);
  route.reply(response.status, response.body, { headers, statusText: response.statusText, failsWith });
}

const isRedacted = ([, value]: HeaderField) => value === REDACTED;

/** The texts of Chrome's network errors. */
const CHROME: readonly (readonly [text: RegExp, failure: MockFailure])[] = [
  [/NAME_NOT_RESOLVED|NAME_RESOLUTION/, 'resolve'],
  [/TIMED_OUT/, 'timeout'],
  [/CONNECTION_REFUSED|ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_CHANGED/, 'connect'],
  [/ERR_(?:CERT|SSL)/, 'tls'],
  [/PROXY|TUNNEL/, 'proxy'],
];

const NAMES = Object.keys(easyErrorKinds) as MockFailure[] as Exclude<EasyCodeName, 'CURLE_OK'>[];

/** The failure of an entry without a response, found by its code, or by a message of this package or of Chrome. */
function failureIn(code: string | undefined, message = ''): MockFailure {
  if (code !== undefined && code !== 'CURLE_OK' && Object.hasOwn(easyErrorKinds, code)) return code as MockFailure;
  const [, number] = /failed with code (\d+)/.exec(message) ?? [];
  const own = number === undefined ? undefined : NAMES.find((name) => constants[name] === Number(number));
  return own ?? CHROME.find(([text]) => text.test(message))?.[1] ?? 'receive';
}
