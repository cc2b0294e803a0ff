import { Option } from 'commander';
import { asText, bytesPerSecond, credentials, header, perSecond, seconds, wholeNumberFrom, type HeaderPair } from './values.js';

/** An option of the command. */
interface Row<T> {
  flags: string;
  help: string;
  /**
   * Parses the text of the value; a flag has no parser.
   * @param before the value so far, of an option that may be repeated
   */
  parse?(text: string, before?: T): T;
  default: T | undefined;
}

/** An option with a value. */
function value<T>(flags: string, help: string, parse: (text: string, before?: T) => T): Row<T | undefined>;
function value<T>(flags: string, help: string, parse: (text: string, before?: T) => T, byDefault: T): Row<T>;
function value<T>(flags: string, help: string, parse: (text: string, before?: T) => T, byDefault?: T): Row<T | undefined> {
  return { flags, help, parse: (text, before) => parse(text, before), default: byDefault };
}

const flag = (flags: string, help: string, byDefault = false): Row<boolean> => ({ flags, help, default: byDefault });

/** All options, by their heading in the help and their name in the program. */
const OPTIONS = {
  'Limits:': {
    max: value('--max <n>', 'transfers at the same time', wholeNumberFrom(1), 50),
    maxHost: value('--max-host <n>', 'transfers at the same time to one host', wholeNumberFrom(1)),
    rate: value('--rate <n>', 'transfers started per second', perSecond),
    rateHost: value('--rate-host <n>', 'transfers started per second and host', perSecond),
    delayHost: value('--delay-host <seconds>', 'time between two transfers of one host', seconds, 0),
    limitRate: value('--limit-rate <bytes>', 'bytes per second of each transfer: 500, 100k, 2M', bytesPerSecond),
    limitRateAll: value('--limit-rate-all <bytes>', 'bytes per second of all transfers together; shared evenly', bytesPerSecond),
    maxHostPause: value('--max-host-pause <seconds>', 'how long a Retry-After or Crawl-delay may pause a host', seconds, 60),
    robots: flag('--robots', 'obey robots.txt: the rules for the name in --user-agent, or those for all'),
    dedupe: flag('--dedupe', 'fetch a URL once, however it is written'),
  },
  'Requests:': {
    header: value<HeaderPair[]>('--header <"name: value">', 'send this header; may be given several times', header, []),
    headerFile: value('--header-file <file>', 'send the headers of this file, one a line', asText),
    userAgent: value('--user-agent <text>', 'the User-Agent header', asText),
    data: value('--data <text>', 'send this with POST; @FILE reads a file', asText),
    user: value('--user <name:password>', 'credentials', credentials),
    netrc: flag('--netrc', 'take credentials from ~/.netrc'),
    cookieJar: value('--cookie-jar <file>', 'read cookies from this file, and write them to it at the end', asText),
  },
  'Connections:': {
    'http1.1': flag('--http1.1', 'use HTTP/1.1'),
    http2: flag('--http2', 'use HTTP/2, or a lower version if the server lacks it'),
    http3: flag('--http3', 'use HTTP/3, or a lower version if the server lacks it'),
    proxy: value('--proxy <url>', 'http://, https://, socks4:// or socks5:// proxy; default: the environment’s', asText),
    cacert: value('--cacert <file>', 'trust these certificates instead of the system’s', asText),
    cert: value('--cert <file>', 'client certificate in PEM', asText),
    key: value('--key <file>', 'the private key; default: in the file of --cert', asText),
    insecure: flag('--insecure', 'do not verify TLS certificates'),
  },
  'Failures:': {
    retry: value('--retry <n>', 'number of retries of requests that may be repeated; waits as the server asks', wholeNumberFrom(0), 0),
    timeout: value('--timeout <seconds>', 'time for one transfer, 0 for no limit', seconds, 0),
    connectTimeout: value('--connect-timeout <seconds>', 'time until there is a connection', seconds, 30),
    stallTimeout: value('--stall-timeout <seconds>', 'longest time without data, 0 for no limit', seconds, 120),
    fail: flag('--no-fail', 'do not treat a status of 400 or more as a failure', true),
    failEarly: flag('--fail-early', 'stop at the first failure'),
    strict: flag('--strict', 'stop at the first invalid line of the input'),
  },
  'Files:': {
    out: value('--out <dir>', 'write each body to a file in this directory', asText),
    continue: flag('--continue', 'resume unfinished files of an earlier run, skip complete ones that have not changed; also --resume'),
    newer: flag('--newer', 'skip files that have not changed on the server'),
    skipExisting: flag('--skip-existing', 'skip transfers whose file exists already'),
    createDirs: flag('--create-dirs', 'keep the directories of the URL’s path, or of "output"'),
    contentDisposition: flag('--content-disposition', 'use the file name that the server gives'),
  },
  'Output:': {
    json: flag('--json', 'print a line of JSON for each transfer; the summary goes to standard error'),
    report: value('--report <file>', 'write an HTML report', asText),
    har: value('--har <file>', 'write an HTTP archive', asText),
    secrets: flag('--secrets', 'keep passwords of URLs and credentials of headers in the report and the archive'),
    quiet: flag('--quiet', 'no progress'),
  },
} as const satisfies Record<string, Record<string, Row<unknown>>>;

type Union = (typeof OPTIONS)[keyof typeof OPTIONS];
type Merged = { [K in Union extends infer U ? (U extends unknown ? keyof U : never) : never]: Extract<Union, Record<K, unknown>>[K] };

/** The options as they were given. */
export type Options = { [K in keyof Merged]: Merged[K] extends Row<infer T> ? T : never };

/** Aliases that commander does not support. */
export const ALIASES: Readonly<Record<string, string>> = { '--resume': '--continue', '--fail': '' };

export function commanderOptions(): Option[] {
  return Object.entries(OPTIONS).flatMap(([heading, rows]) =>
    Object.entries(rows as Record<string, Row<unknown>>).map(([name, row]) => {
      const option = new Option(row.flags, row.help).helpGroup(heading);
      if (option.attributeName() !== name) throw new Error(`options: ${row.flags} has the name ${name}`);
      if (row.parse) option.argParser((text: string, before: unknown) => row.parse!(text, before));
      // The help shows a default only if it is meaningful.
      if (row.parse && row.default !== undefined && !Array.isArray(row.default)) option.default(row.default);
      return option;
    }),
  );
}

/** The defaults of all options. */
export const defaultOptions = (): Partial<Options> =>
  Object.fromEntries(
    Object.values(OPTIONS).flatMap((rows) =>
      Object.entries(rows as Record<string, Row<unknown>>).map(([name, row]) => [name, row.default]),
    ),
  );

/** The names of the options with a value, for programs that have to tell values from inputs. */
export const optionsWithValue = (): string[] =>
  Object.values(OPTIONS).flatMap((rows) =>
    Object.values(rows as Record<string, Row<unknown>>).flatMap((row) => (row.parse ? [/^--[\w.-]+/.exec(row.flags)![0]] : [])),
  );
