// Every callback with every kind of answer.

const ANSWERS = {
  None: null,
  False: false,
  True: true,
  0: 0,
  1: 1,
  2: 2,
  3: 3,
  5: 5,
  '-1': -1,
  '2**31': 2 ** 31,
  '-2**31-1': -(2 ** 31) - 1,
  'a float': 1.5,
  'an empty text': '',
  text: 'text',
  'text beyond ASCII': 'ä',
  'no bytes': '$B:',
  bytes: '$B:bytes',
  'an empty list': [],
  'a list of text': ['X-A: 1'],
  'a list of numbers': [1],
  'an object': '$O:new',
};

const to = (path) => ['c', 'setopt', '$K:URL', `{http}${path}`];
const set = (option, value) => ['c', 'setopt', `$K:${option}`, value];
const collecting = set('WRITEDATA', '$O:b');
const outcome = [
  ['c', 'perform'],
  ['c', 'getinfo', '$K:RESPONSE_CODE'],
];
/** An upload that is to be sent twice. */
const rewound = [
  to('/location?to=%2Fecho&status=307'),
  collecting,
  set('FOLLOWLOCATION', 1),
  set('UPLOAD', 1),
  set('READDATA', '$O:upload'),
  set('INFILESIZE', 6),
];
const get = [to('/bytes/5'), collecting];
const trailing = [
  to('/echo'),
  collecting,
  set('UPLOAD', 1),
  set('HTTPHEADER', ['Transfer-Encoding: chunked', 'Trailer: X-A']),
  set('READDATA', '$O:upload'),
];

/** The set-up with which each callback is called, before and after it is set. */
const TRIGGERS = {
  WRITEFUNCTION: [to('/bytes/5')],
  HEADERFUNCTION: get,
  READFUNCTION: [to('/echo'), collecting, set('UPLOAD', 1), set('INFILESIZE', 5)],
  SEEKFUNCTION: rewound,
  IOCTLFUNCTION: rewound,
  XFERINFOFUNCTION: [...get, set('NOPROGRESS', 0)],
  PROGRESSFUNCTION: [...get, set('NOPROGRESS', 0)],
  DEBUGFUNCTION: [...get, set('VERBOSE', 1)],
  TRAILERFUNCTION: trailing,
  SOCKOPTFUNCTION: get,
  CLOSESOCKETFUNCTION: [...get, set('FORBID_REUSE', 1)],
  PREREQFUNCTION: get,
  RESOLVER_START_FUNCTION: [['c', 'setopt', '$K:URL', '{localhost}/bytes/5'], collecting],
  HSTSREADFUNCTION: [...get, set('HSTS_CTRL', 1)],
  OPENSOCKETFUNCTION: get,
};

/** A descriptor would be taken, and closed; a valid entry would be asked for again and again. */
const NOT_ANSWERED = {
  OPENSOCKETFUNCTION: ['True', 'False', '0', '1', '2', '3', '5'],
};

const kinds = {
  ...Object.fromEntries(Object.entries(ANSWERS).map(([name, answers]) => [name, { answers }])),
  'an exception': { raises: true },
};

const easyCallbacks = Object.entries(TRIGGERS).flatMap(([option, trigger]) =>
  Object.entries(kinds)
    .filter(([kind]) => !NOT_ANSWERED[option]?.includes(kind))
    .map(([kind, callback]) => ({
      name: `${option} answers ${kind}`,
      steps: [...trigger, set(option, callback), ...outcome],
    })),
);

/** Called when the handle is closed. */
const hstsWrite = Object.entries(kinds).map(([kind, callback]) => ({
  name: `HSTSWRITEFUNCTION answers ${kind}`,
  steps: [...get, set('HSTS_CTRL', 1), set('HSTSWRITEFUNCTION', callback), ...outcome, ['c', 'close']],
}));

const multiCallbacks = ['M_SOCKETFUNCTION', 'M_TIMERFUNCTION', 'M_NOTIFYFUNCTION'].flatMap((option) =>
  Object.entries(kinds).map(([kind, callback]) => ({
    name: `${option} answers ${kind}`,
    steps: [
      ...get,
      ['m', 'setopt', `$K:${option}`, callback],
      ...(option === 'M_NOTIFYFUNCTION' ? [['m', 'notify_enable', '$K:M_NOTIFY_INFO_READ']] : []),
      ['m', 'add_handle', '$O:c'],
      ['m', 'status', 'socket_action', '$K:SOCKET_TIMEOUT', 0],
      ['m', 'close'],
    ],
  })),
);

const mimeCallbacks = Object.entries(kinds).flatMap(([kind, callback]) => [
  {
    name: `data_cb's read answers ${kind}`,
    steps: [to('/echo'), collecting, ['part', 'data_cb', 5, callback], set('MIMEPOST', '$O:mime'), ...outcome],
  },
  {
    name: `data_cb's seek answers ${kind}`,
    steps: [
      to('/location?to=%2Fecho&status=307'),
      collecting,
      set('FOLLOWLOCATION', 1),
      ['part', 'data_cb', 6, '$F:read_upload', callback],
      set('MIMEPOST', '$O:mime'),
      ...outcome,
    ],
  },
]);

const files = Object.entries(kinds).flatMap(([kind, callback]) => [
  { name: `write() of WRITEDATA answers ${kind}`, steps: [to('/bytes/5'), ['b', 'writes_with', callback], collecting, ...outcome] },
  {
    name: `write() of WRITEHEADER answers ${kind}`,
    steps: [...get, ['header', 'writes_with', callback], set('WRITEHEADER', '$O:header'), ...outcome],
  },
]);

export const answerScenarios = [...easyCallbacks, ...hstsWrite, ...multiCallbacks, ...mimeCallbacks, ...files];
