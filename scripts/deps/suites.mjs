/** The suites that test a library closely; the others run for all libraries. */
const SUITES = {
  zlib: ['packages/core-native/tests/decoding'],
  brotli: ['packages/core-native/tests/decoding'],
  zstd: ['packages/core-native/tests/decoding'],
  openssl: ['packages/async/tests/session/client-certificates', 'packages/core-native/tests/callbacks.security'],
  nghttp2: ['packages/core-native/tests/http2', 'packages/async/tests/session/http2-failures', 'tests/nginx'],
  nghttp3: ['packages/async/tests/session/http3'],
  ngtcp2: ['packages/async/tests/session/http3'],
  libssh2: ['packages/core-native/tests/callbacks.security', 'tests/readme'],
  publicsuffix: ['packages/async/tests/cookie', 'packages/async/tests/session/cookies'],
  libpsl: ['packages/async/tests/cookie', 'packages/async/tests/session/cookies'],
  curl: [],
};

/** @param {string[]} names of libraries @returns {string[]} commands, the quickest first */
export function commandsFor(names) {
  const suites = [...new Set(names.flatMap((name) => SUITES[name] ?? []))].sort();
  return [
    ...(suites.length > 0 ? [`npm test -- ${suites.join(' ')}`] : []),
    'npm test',
    'npm run test:sanitize',
    ...['linux-x64', 'linux-arm64', 'win32-x64'].map((target) => `npm run test:target -- ${target} --short`),
  ];
}
