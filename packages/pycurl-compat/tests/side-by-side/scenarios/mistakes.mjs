// Every method with arguments of wrong types and values.

const VALUES = [null, true, -1, 0, 1.5, 2 ** 31, 2 ** 40, 'x', 'ä', 'a\0b', '$B:x', [], ['ä'], '$O:new', { keywords: { nonsense: 1 } }];
/** Methods with arguments that are right; each is replaced by each value in turn. */
const CALLS = [
  ['c', 'setopt', '$K:PORT', 1],
  ['c', 'setopt', '$K:PORT', 1, 'more'],
  ['c', 'setopt', '$K:HTTPHEADER', ['a: b']],
  ['c', 'setopt', '$K:CAINFO_BLOB', '$B:x'],
  ['c', 'setopt', '$K:SHARE', '$O:s'],
  ['c', 'setopt', '$K:MIMEPOST', '$O:mime'],
  ['c', 'setopt', '$K:CURLU', '$O:u'],
  ['c', 'setopt', '$K:POSTFIELDSIZE', 1],
  ['c', 'unsetopt', '$K:URL'],
  ['c', 'setopt_string', '$K:URL', 'x'],
  ['c', 'getinfo', '$K:RESPONSE_CODE'],
  ['c', 'pause', 0],
  ['c', 'send', '$B:x'],
  ['c', 'recv', 1],
  ['c', 'recv_into', '$M:5', 1],
  ['c', 'ws_send', 'x', 1, 0, 'ascii'],
  ['c', 'ws_recv', 1],
  ['c', 'ws_recv_into', '$M:5', 1],
  ['c', 'ws_close', 1000, 'x', 'ascii'],
  ['c', 'set_ca_certs', 'x'],
  ['m', 'add_handle', '$O:c'],
  ['m', 'remove_handle', '$O:c'],
  ['m', 'setopt', '$K:M_MAXCONNECTS', 5],
  ['m', 'setopt', '$K:M_TIMERFUNCTION', '$F:nothing'],
  ['m', 'info_read', 1],
  ['m', 'select', 0],
  ['m', 'socket_action', 999, 0],
  ['m', 'assign', 999, 'x'],
  ['m', 'unassign', 999],
  ['m', 'notify_enable', 0],
  ['s', 'setopt', '$K:SH_SHARE', '$K:LOCK_DATA_DNS'],
  ['s', 'share', '$K:LOCK_DATA_DNS'],
  ['u', 'getpart', 0, 0],
  ['u', 'setpart', 5, 'x', 0],
  ['mime', 'add_field', 'n', 'v'],
  ['mime', 'add_file', 'n', '/no/such/file'],
  ['mime', 'add_multipart', 'n', 'mixed'],
  ['part', 'name', 'n'],
  ['part', 'data', 'd'],
  ['part', 'filedata', '/no/such/file'],
  ['part', 'filename', 'f'],
  ['part', 'type', 't/t'],
  ['part', 'encoder', 'base64'],
  ['part', 'headers', ['X: 1']],
  ['part', 'data_cb', 0, '$F:nothing'],
  ['part', 'subparts', '$O:mime'],
  ['pycurl', 'easy_strerror', 1],
  ['pycurl', 'multi_strerror', 1],
];
const KEYWORDS = [
  [
    ['mime', 'add'],
    ['name', 'data', 'file', 'filename', 'content_type', 'headers', 'encoder'],
  ],
  [
    ['mime', 'add_field', 'n', 'v'],
    ['content_type', 'encoder', 'headers'],
  ],
];

const positional = CALLS.map(([object, method, ...given]) => ({
  name: `mistakes of ${object}.${method}(${JSON.stringify(given)})`,
  steps: given.flatMap((_, at) => VALUES.map((value) => [object, method, ...given.map((each, index) => (index === at ? value : each))])),
}));
const named = KEYWORDS.map(([[object, method, ...given], names]) => ({
  name: `mistakes in the keywords of ${object}.${method}`,
  steps: names.flatMap((name) => VALUES.map((value) => [object, method, ...given, { keywords: { [name]: value } }])),
}));

/** The second element of a field of HTTPPOST, and others that are wrong. */
const FIELDS = [
  [],
  ['n'],
  [['n', 'v', 'x']],
  [['n', 'v']],
  [['ä', 'v']],
  [['$B:n', '$B:v']],
  [['n', 'ä']],
  [[5, 'v']],
  [['n', 5]],
  [['n', []]],
  [['n', ['$K:FORM_CONTENTS']]],
  [['n', ['$K:FORM_CONTENTS', 'v', '$K:FORM_FILENAME']]],
  [['n', ['x', 'v']]],
  [['n', [9999, 'v']]],
  [['n', ['$K:FORM_CONTENTS', 5]]],
  [['n', ['$K:FORM_CONTENTS', 'ä']]],
  [['n', ['$K:FORM_CONTENTS', 'v']]],
  [['n', ['$K:FORM_CONTENTS', 'v', '$K:FORM_CONTENTS', 'w']]],
  [['n', ['$K:FORM_CONTENTS', 'v', '$K:FORM_FILE', '/dev/null']]],
  [['n', ['$K:FORM_CONTENTTYPE', 'a/b']]],
  [['n', ['$K:FORM_CONTENTS', 'v', '$K:FORM_CONTENTTYPE', 'a/b', '$K:FORM_CONTENTTYPE', 'c/d']]],
  [['n', ['$K:FORM_FILENAME', 'f']]],
  [['n', ['$K:FORM_BUFFER', 'f']]],
  [['n', ['$K:FORM_BUFFERPTR', 'v']]],
  [['n', ['$K:FORM_BUFFER', 'f', '$K:FORM_BUFFERPTR', 'v']]],
  [['n', ['$K:FORM_BUFFER', 'f.png', '$K:FORM_BUFFERPTR', 'v']]],
  [['n', ['$K:FORM_BUFFER', 'f', '$K:FORM_BUFFER', 'g', '$K:FORM_BUFFERPTR', 'v']]],
  [['n', ['$K:FORM_CONTENTS', 'v', '$K:FORM_FILENAME', 'f']]],
  [['n', ['$K:FORM_FILE', '/dev/null']]],
  [['n', ['$K:FORM_FILE', '/dev/null', '$K:FORM_FILE', '/dev/null']]],
  [['n', ['$K:FORM_FILE', '/dev/null', '$K:FORM_CONTENTTYPE', 'a/b', '$K:FORM_FILE', '/dev/null', '$K:FORM_FILENAME', 'f']]],
  [
    ['a', 'b'],
    ['n', ['$K:FORM_FILE', '/dev/null', '$K:FORM_FILENAME', 'f.html']],
  ],
];
const forms = FIELDS.map((fields) => ({
  name: `HTTPPOST ${JSON.stringify(fields)}`,
  steps: [
    ['c', 'setopt', '$K:URL', '{http}/echo'],
    ['c', 'setopt', '$K:WRITEDATA', '$O:b'],
    ['c', 'setopt', '$K:HTTPPOST', fields],
    ['c', 'perform'],
    ['b', 'form'],
  ],
}));

const copies = [
  { size: 3, text: 'abcdef' },
  { size: 0, text: 'abcdef' },
  { size: -1, text: 'abcdef' },
].map(({ size, text }) => ({
  name: `COPYPOSTFIELDS of ${text} with POSTFIELDSIZE ${size}`,
  steps: [
    ['c', 'setopt', '$K:URL', '{http}/echo'],
    ['c', 'setopt', '$K:WRITEDATA', '$O:b'],
    ['c', 'setopt', '$K:POSTFIELDSIZE', size],
    ['c', 'setopt', '$K:COPYPOSTFIELDS', text],
    ['c', 'perform'],
    ['b', 'json', 'method', 'body'],
  ],
}));

export const mistakeScenarios = [...positional, ...named, ...forms, ...copies];
