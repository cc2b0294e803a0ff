// Every method in every state of its object.

const CURL = [
  ['setopt', '$K:CUSTOMREQUEST', 'GET'],
  ['setopt_string', '$K:CUSTOMREQUEST', 'GET'],
  ['unsetopt', '$K:CUSTOMREQUEST'],
  ['perform'],
  ['perform_rb'],
  ['perform_rs'],
  ['getinfo', '$K:RESPONSE_CODE'],
  ['getinfo', '$K:INFO_CERTINFO'],
  ['getinfo_raw', '$K:RESPONSE_CODE'],
  ['errstr'],
  ['errstr_raw'],
  ['reset'],
  ['close'],
  ['closed'],
  ['multi'],
  ['share'],
  ['pause', 0],
  ['unpause'],
  ['send', '$B:x'],
  ['recv', 10],
  ['recv', 0],
  ['recv_into', '$M:10'],
  ['ws_send', 'x'],
  ['ws_recv', 10],
  ['ws_recv_into', '$M:10'],
  ['ws_meta'],
  ['ws_close', 1000],
  ['set_ca_certs', 'x'],
  ['duphandle'],
];
const MULTI = [
  ['add_handle', '$O:d'],
  ['add_handle', '$O:c'],
  ['remove_handle', '$O:c'],
  ['remove_handle', '$O:d'],
  ['status', 'perform'],
  ['status', 'socket_action', '$K:SOCKET_TIMEOUT', 0],
  ['status', 'socket_all'],
  ['fdset_lengths'],
  ['info_read'],
  ['info_read', 0],
  ['select', 0],
  ['setopt', '$K:M_MAXCONNECTS', 5],
  ['assign', 999, 'x'],
  ['unassign', 999],
  ['notify_enable', '$K:M_NOTIFY_INFO_READ'],
  ['notify_disable', '$K:M_NOTIFY_INFO_READ'],
  ['contains', '$O:c'],
  ['close'],
  ['closed'],
];
const SHARE = [
  ['setopt', '$K:SH_SHARE', '$K:LOCK_DATA_COOKIE'],
  ['setopt', '$K:SH_UNSHARE', '$K:LOCK_DATA_COOKIE'],
  ['share', '$K:LOCK_DATA_DNS'],
  ['unshare', '$K:LOCK_DATA_DNS'],
  ['share'],
  ['close'],
  ['closed'],
];
const MIME = [
  ['addpart'],
  ['add', { keywords: { name: 'n', data: 'd' } }],
  ['add_field', 'n', 'v'],
  ['add_file', 'n', '/no/such/file'],
  ['add_multipart'],
  ['close'],
  ['closed'],
];
const PART = [
  ['name', 'n'],
  ['data', 'd'],
  ['filedata', '/no/such/file'],
  ['filename', 'f'],
  ['type', 't/t'],
  ['encoder', 'base64'],
  ['headers', ['X: 1']],
  ['data_cb', 0, '$F:zero'],
];

const request = (curl) => [
  [curl, 'setopt', '$K:URL', '{http}/bytes/5'],
  [curl, 'setopt', '$K:WRITEFUNCTION', '$F:nothing'],
];
const running = [
  ['m', 'add_handle', '$O:c'],
  ['m', 'loop'],
  ['log', 'take'],
];

/** How an object comes into a state; `step` is what is done there. */
const CURL_STATES = {
  new: (step) => [step],
  'with a URL': (step) => [...request('c'), step],
  'after a transfer': (step) => [...request('c'), ['c', 'perform'], step],
  'after a failure': (step) => [['c', 'setopt', '$K:URL', 'http://127.0.0.1:1/'], ['c', 'perform'], step],
  closed: (step) => [['c', 'close'], step],
  'in a multi': (step) => [...request('c'), ['m', 'add_handle', '$O:c'], step, ['c', 'multi']],
  'in a multi that was closed': (step) => [...request('c'), ['m', 'add_handle', '$O:c'], ['m', 'close'], step, ['c', 'multi']],
  'with a share': (step) => [...request('c'), ['c', 'setopt', '$K:SHARE', '$O:s'], step, ['c', 'share']],
  'with a share that was closed': (step) => [...request('c'), ['c', 'setopt', '$K:SHARE', '$O:s'], ['s', 'close'], step, ['c', 'share']],
  'in its WRITEFUNCTION': (step) => [
    ...request('c'),
    ['c', 'setopt', '$K:WRITEFUNCTION', { does: [step] }],
    ['c', 'perform'],
    ['log', 'take'],
  ],
  'in its HEADERFUNCTION': (step) => [
    ...request('c'),
    ['c', 'setopt', '$K:HEADERFUNCTION', { does: [step] }],
    ['c', 'perform'],
    ['log', 'take_last'],
  ],
  'in the WRITEFUNCTION of another': (step) => [
    ...request('c'),
    ...request('d'),
    ['d', 'setopt', '$K:WRITEFUNCTION', { does: [step] }],
    ['d', 'perform'],
    ['log', 'take'],
  ],
  'in its WRITEFUNCTION, in a multi': (step) => [...request('c'), ['c', 'setopt', '$K:WRITEFUNCTION', { does: [step] }], ...running],
  'in the WRITEFUNCTION of a sibling': (step) => [
    ...request('c'),
    ...request('d'),
    ['c', 'setopt', '$K:WRITEFUNCTION', { does: [[swapped(step[0]), ...step.slice(1)]] }],
    ['m', 'add_handle', '$O:d'],
    ...running,
  ],
};
const swapped = (object) => (object === 'c' ? 'd' : object);

const MULTI_STATES = {
  empty: (step) => [step],
  'with a handle': (step) => [...request('c'), ['m', 'add_handle', '$O:c'], step],
  'after a transfer': (step) => [...request('c'), ['m', 'add_handle', '$O:c'], ['m', 'loop'], step],
  closed: (step) => [['m', 'close'], step],
  'in a WRITEFUNCTION': (step) => [...request('c'), ['c', 'setopt', '$K:WRITEFUNCTION', { does: [step] }], ...running],
  'in its M_TIMERFUNCTION': (step) => [
    ...request('c'),
    ['m', 'setopt', '$K:M_TIMERFUNCTION', { does: [step] }],
    ['m', 'add_handle', '$O:c'],
    ['log', 'take'],
  ],
};

const SHARE_STATES = {
  new: (step) => [step],
  'with a kind': (step) => [['s', 'share', '$K:LOCK_DATA_COOKIE'], step],
  closed: (step) => [['s', 'close'], step],
  'used by a Curl': (step) => [['c', 'setopt', '$K:SHARE', '$O:s'], step, ['c', 'share']],
  'in a WRITEFUNCTION': (step) => [
    ...request('c'),
    ['c', 'setopt', '$K:SHARE', '$O:s'],
    ['c', 'setopt', '$K:WRITEFUNCTION', { does: [step] }],
    ['c', 'perform'],
    ['log', 'take'],
  ],
};

const MIME_STATES = {
  new: (step) => [['part', 'name', 'p'], step],
  closed: (step) => [['part', 'name', 'p'], ['mime', 'close'], step],
  'of a closed Curl': (step) => [['part', 'name', 'p'], ['c', 'close'], step],
  'set as MIMEPOST': (step) => [['part', 'data', 'p'], ['c', 'setopt', '$K:MIMEPOST', '$O:mime'], step],
  'in a WRITEFUNCTION': (step) => [
    ['part', 'data', 'p'],
    ...request('c'),
    ['c', 'setopt', '$K:MIMEPOST', '$O:mime'],
    ['c', 'setopt', '$K:WRITEFUNCTION', { does: [step] }],
    ['c', 'perform'],
    ['log', 'take'],
  ],
};

const all = (object, methods, states) =>
  Object.entries(states).flatMap(([state, inState]) =>
    methods.map((call) => ({ name: `${object}.${call[0]}, ${state}`, steps: inState([object, ...call]) })),
  );

export const stateScenarios = [
  ...all('c', CURL, CURL_STATES),
  ...all('m', MULTI, MULTI_STATES),
  ...all('s', SHARE, SHARE_STATES),
  ...all('mime', MIME, MIME_STATES),
  ...all('part', PART, MIME_STATES),
];
