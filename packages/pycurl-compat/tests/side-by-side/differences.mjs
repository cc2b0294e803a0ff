/** The known differences, with reasons. */
const DIFFERENCES = [
  {
    why: 'libcurl: newer versions check numbers that older ones took, and the other way round',
    fits: ({ method, ours, theirs }) => method === 'setopt' && [ours, theirs].some(isRefusal) && [ours, theirs].includes(null),
  },
  {
    why: 'libcurl: built with other parts (GSSAPI, TLS-SRP, engines, ciphers of its TLS library), it refuses otherwise',
    fits: ({ method, ours, theirs }) => method === 'setopt' && isRefusal(ours) && isRefusal(theirs),
  },
  {
    why: 'pycurl 7.47 can unset these, 7.45 cannot',
    fits: ({ theirs, ours }) => ours === null && /unsetopt\(\) is not supported/.test(String(theirs?.[1])),
  },
  {
    why: 'the words of a TypeError about an argument',
    fits: ({ ours, theirs }) => ours?.[0] === 'TypeError' && theirs?.[0] === 'TypeError',
  },
  {
    why: 'an info that is not a number: pycurl has no rule of its own for it',
    fits: ({ method, theirs, ours }) => method === 'getinfo' && theirs?.[0] === 'TypeError' && ours?.[0] === 'ValueError',
  },
  {
    why: "libcurl's words",
    fits: ({ method, ours, theirs }) => (/^errstr/.test(method) || method === 'info_read') && typeof ours === typeof theirs,
  },
  {
    why: "a boolean of write() is the answer of a stream of Node's, which has taken everything",
    fits: ({ program, method }) => method === 'perform' && /^write\(\) of WRITE\w+ answers (True|False)$/.test(program),
  },
  {
    why: 'all bytes can be written to',
    fits: ({ program, theirs }) => /_into\(/.test(program) && theirs?.[0] === 'TypeError',
  },
  {
    why: 'keywords are an object, which any argument may be',
    fits: ({ program, theirs }) => /m\.assign/.test(program) && /keyword arguments/.test(theirs?.[1]),
  },
  {
    why: 'pycurl creates a CurlMime with no handle there',
    fits: ({ program }) => program === 'mime.add_multipart, closed',
  },
];

/** Debian's pycurl is 7.45, with a libcurl of its time. These are the changes of later versions. */
const OF_OLD_PYCURL = [
  {
    why: 'libcurl 7.88 waits for 100 Continue, rewinds without asking, and closes uploads otherwise',
    fits: ({ program }) => /^(READ|SEEK|IOCTL)FUNCTION answers/.test(program),
  },
  {
    why: 'libcurl 7.88 connects a socket that is said to be connected',
    fits: ({ program }) => program === 'SOCKOPTFUNCTION answers 2',
  },
  {
    why: 'the answers of M_SOCKETFUNCTION and M_TIMERFUNCTION were ignored',
    fits: ({ program }) => /^M_(SOCKET|TIMER)FUNCTION answers/.test(program),
  },
  {
    why: 'an int that does not fit was cut',
    fits: ({ ours }) => ours?.[0] === 'OverflowError' && /does not fit in an int|out of range/.test(ours[1]),
  },
  {
    why: 'an exception of a callback became a SystemError',
    fits: ({ theirs }) => theirs?.[0] === 'SystemError',
  },
  {
    why: 'reset() was allowed in callbacks, and pulled the ground from under libcurl',
    fits: ({ program }) => program === 'a callback that uses its handle' || /^c\.reset, in/.test(program),
  },
  {
    why: 'info_read() and assign() were not allowed in callbacks',
    fits: ({ program }) => /^m\.(info_read|assign), in /.test(program),
  },
  {
    why: 'a surplus argument was reported before a number that does not fit',
    fits: ({ program, ours }) => /"more"/.test(program) && ours?.[0] === 'OverflowError',
  },
  {
    why: 'CurlShare did not check its state',
    fits: ({ program }) => /^s\.\w+, (closed|in a WRITEFUNCTION)$/.test(program),
  },
];

/** @param version such as `PycURL/7.45.2 libcurl/…` */
export function isKnown(step, version) {
  const [, major, minor] = /PycURL\/(\d+)\.(\d+)/.exec(version).map(Number);
  const rules = major * 100 + minor < 746 ? [...DIFFERENCES, ...OF_OLD_PYCURL] : DIFFERENCES;
  return rules.some(({ fits }) => fits(step));
}

function isRefusal(outcome) {
  return Array.isArray(outcome) && outcome[0] === 'error' && typeof outcome[1] === 'number';
}
