import { inspect } from 'node:util';
import { constants, type HstsEntry as CoreHstsEntry, type SocketAddress, type SshKey } from '@curlew/core-native';
import { OverflowError, error } from '../errors/errors.js';
import {
  WrongAnswer,
  hstsReadAnswer,
  intAnswer,
  intOrNone,
  oneOf,
  progressAnswer,
  readAnswer,
  seekAnswer,
  socketAnswer,
  trailerAnswer,
  writeAnswer,
} from './answers.js';
import { CurlSockAddr, HstsEntry, HstsIndex, KhKey } from './named-tuples.js';

export type AnyFunction = (...values: never[]) => unknown;

/** How one of pycurl's callbacks differs from the core's. */
interface CallbackRule {
  /** Converts the core's arguments to pycurl's; if left out, they are the same. */
  given?: (...values: never[]) => unknown[];
  /** Converts pycurl's answer to the core's. An exception fails the callback. */
  answer: (value: unknown, ...given: never[]) => unknown;
  /**
   * Whether pycurl raises the callback's exception in place of the transfer's error; `overflow`: only if an answer does
   * not fit in an int.
   */
  raises?: true | 'overflow';
  /** pycurl prints the exception, and libcurl gets this answer. */
  passesOver?: { answer: unknown };
}

const { CURL_SOCKOPT_ERROR, CURL_PREREQFUNC_ABORT, CURL_FNMATCHFUNC_FAIL, CURLKHSTAT_REJECT } = constants;
const KEY_ANSWERS = [
  constants.CURLKHSTAT_FINE_ADD_TO_FILE,
  constants.CURLKHSTAT_FINE,
  constants.CURLKHSTAT_REJECT,
  constants.CURLKHSTAT_DEFER,
  constants.CURLKHSTAT_FINE_REPLACE,
];

const keyOf = (key: SshKey | null) => key && KhKey(key.key, key.keytype);

function addressOf({ family, socktype, protocol, address, port, flowInfo, scopeId, path }: SocketAddress): CurlSockAddr {
  const isIpv6 = address.includes(':');
  const addr = path ?? (isIpv6 ? ([address, port, flowInfo, scopeId] as const) : ([address, port] as const));
  return CurlSockAddr(family, socktype, protocol, addr);
}

function ioctlAnswer(value: unknown): number {
  const answer = intOrNone('ioctl', constants.CURLIOE_OK, value);
  if (answer < 0 || answer > constants.CURLIOE_FAILRESTART) throw new error('ioctl callback returned invalid value');
  return answer;
}

function hstsWriteAnswer(value: unknown): number {
  const answer = intOrNone('hstswrite', constants.CURLSTS_OK, value);
  if (answer < 0 || answer > constants.CURLSTS_FAIL) throw new error('hstswrite callback returned an invalid CURLSTScode');
  return answer;
}

/** The rules by option; callbacks that are not listed pass arguments and answers on unchanged. */
const RULES: Readonly<Record<string, CallbackRule>> = {
  WRITEFUNCTION: { answer: writeAnswer },
  HEADERFUNCTION: { answer: writeAnswer },
  READFUNCTION: { answer: (value, room: number) => readAnswer(value, room) },
  SEEKFUNCTION: { answer: (value) => seekAnswer(value), passesOver: { answer: constants.CURL_SEEKFUNC_CANTSEEK } },
  IOCTLFUNCTION: { answer: ioctlAnswer },
  XFERINFOFUNCTION: { answer: (value) => progressAnswer('xferinfo', value) },
  PROGRESSFUNCTION: { answer: (value) => progressAnswer('progress', value) },
  DEBUGFUNCTION: { answer: () => undefined, passesOver: { answer: undefined } },
  TRAILERFUNCTION: { answer: trailerAnswer },
  OPENSOCKETFUNCTION: {
    given: (purpose: number, address: SocketAddress) => [purpose, addressOf(address)],
    answer: socketAnswer,
  },
  SOCKOPTFUNCTION: { answer: (value) => oneOf([0, 1, 2], CURL_SOCKOPT_ERROR, intAnswer('sockopt', value)), raises: true },
  CLOSESOCKETFUNCTION: {
    // libcurl ignores the answer. Without one the core closes the socket itself.
    answer: (value) => (value === null || value === undefined ? undefined : Number(intAnswer('closesocket', value) !== 0)),
    raises: true,
    passesOver: { answer: undefined },
  },
  PREREQFUNCTION: { answer: (value) => oneOf([0, 1], CURL_PREREQFUNC_ABORT, intAnswer('prereq', value)), raises: true },
  RESOLVER_START_FUNCTION: { answer: (value) => intOrNone('resolver_start', 0, value), raises: 'overflow' },
  FNMATCH_FUNCTION: {
    given: (pattern: string, name: string) => [Buffer.from(pattern), Buffer.from(name)],
    answer: (value) => oneOf([0, 1, 2], CURL_FNMATCHFUNC_FAIL, intAnswer('fnmatch', value)),
    raises: true,
  },
  SSH_KEYFUNCTION: {
    given: (known: SshKey | null, found: SshKey, match: number) => [keyOf(known), keyOf(found), match],
    answer: (value) => oneOf(KEY_ANSWERS, CURLKHSTAT_REJECT, intAnswer('ssh key', value)),
    raises: true,
  },
  HSTSREADFUNCTION: { answer: hstsReadAnswer },
  HSTSWRITEFUNCTION: {
    given: ({ host, expire, includeSubDomains }: CoreHstsEntry, { index, total }: { index: number; total: number }) => [
      HstsEntry(Buffer.from(host), expire, includeSubDomains),
      HstsIndex(index, total),
    ],
    answer: hstsWriteAnswer,
    passesOver: { answer: constants.CURLSTS_FAIL },
  },
};

/** Prints an exception of a callback that cannot be raised, as Python does. */
export function reportIgnored(thrown: unknown): void {
  process.stderr.write(`${inspect(thrown)}\n`);
}

/** Whether pycurl raises this instead of the error of the transfer. */
export function isRaised(option: string, thrown: unknown): boolean {
  const raises = RULES[option]?.raises;
  return raises === 'overflow' ? thrown instanceof OverflowError : raises === true && !(thrown instanceof WrongAnswer);
}

/** The core's callback for one of pycurl's. */
export function adaptCallback(option: string, callback: AnyFunction): AnyFunction {
  const rule = RULES[option];
  if (!rule) return callback;
  const { given, answer, passesOver } = rule;
  return (...values) => {
    try {
      return answer(callback(...((given ? given(...values) : values) as never[])), ...values);
    } catch (thrown) {
      if (!passesOver || isRaised(option, thrown)) throw thrown;
      reportIgnored(thrown);
      return passesOver.answer;
    }
  };
}
