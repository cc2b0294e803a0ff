import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { startOrigin, type Origin } from '@curlew-internal/test-origin';
import { startOutside, startRedis, type OutsideServer, type Redis } from '../internal/test-servers/index.mjs';
import { startMutualTls, type MutualTls } from './mutual-tls.js';
import { startProxyServers, type ProxyServers } from './proxy-servers.js';
import { TypeScriptPrograms, examples } from './typescript-programs.js';

const root = join(__dirname, '..');

let origin: Origin;
/** A server of HTTP/3; without it that recipe is not run. */
let caddy: OutsideServer | undefined;
/** Without it the recipe of a queue is not run. */
let redis: Redis | undefined;
let mutualTls: MutualTls;
let proxies: ProxyServers;
let programs: TypeScriptPrograms;
beforeAll(async () => {
  origin = await startOrigin();
  mutualTls = await startMutualTls();
  proxies = await startProxyServers();
  programs = new TypeScriptPrograms();
  caddy = await startOutside('caddy', { small: 100 });
  redis = await startRedis();
  if (!redis) console.warn('SKIPPED: redis-server is not installed and could not be fetched; the recipe of a queue is not run');
  // caddy and redis may have to be fetched first.
}, 240_000);
afterAll(async () => {
  programs.close();
  mutualTls.close();
  proxies.close();
  await Promise.all([origin.close(), caddy?.close(), redis?.stop()]);
});

/** Where the servers are, in the variables that the programs read. */
function servers(): NodeJS.ProcessEnv {
  const { http, https, caFile, smtp, sftp, ftp, imap, mqtt, socks } = origin;
  const ofHttp3 = caddy && {
    HTTP3: `${caddy.https}/small`,
    NO_HTTP3: `${origin.https}/bytes/1`,
    CA_FILE: `${caddy.caFile}:${origin.caFile}`,
  };
  const ofRedis = redis && { REDIS: `127.0.0.1:${redis.port}` };
  return {
    ...{ ORIGIN: http, SECURE: https, SECURE_CA: caFile, SMTP: smtp, SFTP: sftp, FTP: ftp, IMAP: imap, MQTT: mqtt, SOCKS: socks },
    ...mutualTls.env,
    ...proxies.env,
    ...ofHttp3,
    ...ofRedis,
  };
}

const runTypeScript = (name: string, text: string) => programs.run(name, text, servers());

describe('the examples', () => {
  const expected: Record<string, RegExp> = {
    'recipes/json.ts': /^try again 1 503\ntry again 2 503\n200 3\nPOST \{"name":"Ada"\}\n$/,
    'recipes/token-refresh.ts': /^(200 ){9}200\ntokens fetched: 1\n$/,
    'recipes/thousand-urls.ts': /^(progress: .*\n)*1000 answers, 0 failures, 10 not found\n\{ '200': 990, '404': 10 \} true\n$/,
    'recipes/polite-crawler.ts': /^\/ 200\n(?=.*\/private\/x not allowed)(\/a 200\n|\/b 200\n|\/private\/x not allowed\n){3}$/s,
    'recipes/downloads.ts': /^one.bin 200000 200000\nsaved\nChecksumError\n404\n$/,
    'recipes/uploads.ts': /^multipart\/form-data true\n500000 500000\nchunked 6\n$/,
    'recipes/login.ts': /^200 welcome 1 \{ session: 's1' \}\nwelcome\n$/,
    'recipes/json-lines.ts': /^item 1\nitem 2\nitem 3\n$/,
    'recipes/server-sent-events.ts': /^tick 1 1\ntick 2 2\ntick 1 1\n$/,
    'recipes/websocket.ts': /^text hello\nbinary 3\nclosed 1000\n$/,
    'recipes/http3.ts': /^HTTP 3\n200 over TCP\n$/,
    'recipes/http2.ts': /^HTTP 2 new connections: 1\n100 more, new connections: 0\n$/,
    'recipes/proxies.ts': /^through proxy\naround undefined\nchosen undefined\nwrong password 407\n$/,
    'recipes/certificates.ts': /^no CA: tls\nown CA: 200\npinned: 200\nother key: tls\n$/,
    'recipes/unix-socket.ts': /^docker \/v1\/containers\n$/,
    'recipes/dns.ts': /^200 127\.0\.0\.1 api\.test\n200 \[ 'any\.test:true' \]\nshop\.test\n$/,
    'recipes/ssrf.ts': /^CURLE_ABORTED_BY_CALLBACK cancelled\n(CURLE_ABORTED_BY_CALLBACK cancelled\n){3}(CURLE_\S+ \S+|TypeError)\n$/,
    'recipes/tenants.ts': /^b uses a kept connection: true cookies: \{\}\nthe tenant makes its own: 1\nits extension has them too: true\n$/,
    'recipes/verbose.ts':
      /^GET \/redirect\/1 302 with times\nGET \/echo 200 with times\ntrue\nGET \/bytes\/1 200 with times\n\[ 'GET \/bytes\/1 HTTP\/1\.1' \]\n$/,
    'recipes/opentelemetry.ts': /^GET 200 order\ntrue\n$/,
    'recipes/fetch-clients.ts': /^Hello\ncurl\/curl\n\{ hello: 'ky' \}\n$/,
    'recipes/har.ts': /^Ada\nsecrets in it: false\nAda 1\n$/,
    'recipes/imap.ts': /^unseen \[ '1', '2' \]\nfirst\nsecond\nconnections 1\n$/,
    'recipes/mqtt.ts': /^published\nreceived home\/door open\nunsubscribed\n$/,
    'recipes/proxy-kinds.ts': /^tunnel 200\nhttps 200\nsocks5h 200\nsocks5 200\nsocks4a 200\nrefused: proxy\n$/,
    'recipes/client-certificate.ts': /^without: CURLE_\S+\ncert and key: client\npfx: client\nnew connections: 0 undefined\n$/,
    'recipes/queue.ts': /^30 pages by 3 machines\n$/,
    'recipes/network-thread.ts': /^(1000000 true\n){3}waited for them: false\n$/,
    'recipes/tuning.ts': /^connections made: 4\n\{ open: 4, idle: 4, running: 0 \}\n5000000 64\nopen: 0\n$/,
    'recipes/other-protocols.ts': /^listing true\nfirst\n.+\n250\n$/,
    'recipes/blocking-tool.ts': /^3 URLs, 6 bytes\n$/,
    'recipes/workers.ts': /^(200 100\n){3}all done\n$/,
    'recipes/stuck-requests.ts':
      /^CURLE_OPERATION_TIMEDOUT waiting for the response\nCURLE_OPERATION_TIMEDOUT .*body\n1 0\nTimeoutError\n$/,
    'first.ts': /^200 1\.1 POST\n$/,
    'errors.ts': /^try again later: CURLE_COULDNT_CONNECT while it was at connecting\n$/,
    'fetch-100-urls.ts': /^(200 \d+ http:\S+\n){100}$/,
    'parallel-searches.ts': /^(term \d+: \/echo\?q=term\+\d+\n){100}$/,
    'easy.ts': /^200 1000 bytes in 0\.\d+ s\n$/,
    'async-multi.ts': /^200 10\n200 20\ncancelled\n$/,
    'testing.ts': /^refused: 403\nAda\nPOST \/login, POST \/login, GET \/me, GET \/me\n$/,
    'session.ts': /^200 1 \{"hello":"world"\} \{ user: 'me' \}\n$/,
    'pycurl-basic.ts': /^200 http:\S+\/bytes\/1000 1000\n$/,
    'pycurl-retriever-multi.ts': /^20 pages, 210 bytes\n$/,
    'pycurl-socket-action.ts': /^3 of 3 done\n$/,
    'pycurl-file-upload.ts': /^PUT all of it\n$/,
    'pycurl-async-multi.ts': /^200 10\n200 20\n404 10\n$/,
    'pycurl-opensocket.ts': /^true true not to 127\.0\.0\.1\n$/,
    'pycurl-quickstart.ts': /^POST field=value\ntrue\n200 application\/json\n2 true\n$/,
    'pycurl-ssh-keyfunction.ts': /^true true true\n.+\n$/,
    'pycurl-ws-callback.ts': /^hello 5\nhow are you\? 12\nclosed\n$/,
    'pycurl-ws-fragmented.ts': /^640 bytes in 10 parts\n$/,
    'pycurl-retriever.ts': /^20 of 20 pages, 210 bytes\n$/,
    'pycurl-smtp.ts': /^250 mail to addressee@example.net is on its way\n$/,
    'pycurl-xmlrpc.ts': /^state 41\nstate 42\n$/,
    'pycurl-websocket-echo.ts': /^hello text\n$/,
  };

  const names = ['', 'recipes/'].flatMap((folder) =>
    readdirSync(join(examples, folder)).flatMap((name) => (name.endsWith('.ts') ? [folder + name] : [])),
  );

  it.each(names)('%s runs', async (name) => {
    if ((name === 'recipes/http3.ts' && !caddy) || (name === 'recipes/queue.ts' && !redis)) return;
    expect(await runTypeScript(name, readFileSync(join(examples, name), 'utf8'))).toMatch(expected[name]!);
  });
});

describe('the recipe of a report', () => {
  it('writes a page that has each transfer, and counts an expected 404 as a success', async () => {
    const work = mkdtempSync(join(tmpdir(), 'curlew-report-'));
    const REPORT = join(work, 'report.html');
    const PATH = `${join(examples, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`;
    const env = { ...process.env, PATH, REPORT, ORIGIN: origin.http };
    const { stdout, stderr } = await promisify(execFile)('sh', [join(examples, 'recipes', 'report.sh')], { env });
    const [, data] = /<script type="application\/json" id="data">([^<]*)</.exec(readFileSync(REPORT, 'utf8'))!;
    rmSync(work, { recursive: true });
    expect(stderr + stdout).toMatch(/^5 transfers, .*404 \(expected\)/s);
    const { columns, rows } = JSON.parse(data!) as { columns: string[]; rows: unknown[][] };
    const values = (name: string) => rows.map((row) => row[columns.indexOf(name)]);
    expect(values('url').sort()).toEqual(
      ['bytes/1000', 'bytes/100000', 'delay/300/10', 'echo', 'status/404'].map((path) => `${origin.http}/${path}`),
    );
    expect(values('failed')).toEqual(Array(5).fill(false));
  });
});

describe('every TypeScript snippet', () => {
  const readmes = [
    'README.md',
    join('docs', 'testing.md'),
    ...readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'README.md')),
  ];
  const snippets = readmes.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(
      (match, index) => [`${file} #${index + 1}`, match[1]!] as const,
    ),
  );

  it.each(snippets)('of %s runs', async (name, text) => {
    const local = text.replaceAll('https://example.com', origin.http);
    expect(await runTypeScript(name.replace(/\W/g, '-'), local)).not.toBe('');
  });

  it('and every file that a README links to exists', () => {
    for (const file of readmes)
      for (const [, target] of readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)/g))
        expect([file, target, existsSync(join(root, file, '..', target!))]).toEqual([file, target, true]);
  });
});
