import { isWindowsDevice } from '@curlew/async';
import { parse } from 'content-disposition';

/** The maximum length of a name in bytes; leaves room for a number or a temporary suffix. */
const LONGEST = 200;

/** Characters that not all file systems allow in names, and those that would garble a listing. */
// eslint-disable-next-line no-control-regex
const REFUSED = /[\0-\x1f\x7f-\x9f/\\:*?"<>|\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Names that are safe as they are, as most are. */
const PLAIN = /^[a-zA-Z0-9_-](?:[a-zA-Z0-9_.-]{0,98}[a-zA-Z0-9_-])?$/;

/** A name that is safe everywhere: one segment of a path, not hidden, with its Unicode unchanged. */
function safeName(wished: string): string {
  if (PLAIN.test(wished)) return isWindowsDevice(wished) ? `_${wished}` : wished;
  const clean = wished
    .normalize('NFC')
    .replace(REFUSED, '_')
    .replace(/^\.+/, '_')
    .replace(/[. ]+$/, '');
  return shortened(isWindowsDevice(clean) ? `_${clean}` : clean).replace(/[. ]+$/, '') || 'index';
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const extension = /\.[^.]{1,16}$/.exec(name)?.[0] ?? '';
  let stem = name.slice(0, name.length - extension.length);
  while (Buffer.byteLength(stem + extension) > LONGEST) stem = [...stem].slice(0, -1).join('');
  return stem + extension;
}

/** The safe segments of a path from a list or a URL. */
export function safePath(wished: string): string[] {
  const parts = wished.split(/[/\\]/);
  const last = parts.pop()!;
  return [...parts.filter((part) => part !== '' && part !== '.' && part !== '..').map(safeName), safeName(last)];
}

/** Matches URLs whose path is found without new URL(): neither escapes nor segments of dots, which it would resolve. */
const PLAIN_PATH = /^https?:\/\/[^/?#\\@\s]+(\/(?:[a-zA-Z0-9_~-][a-zA-Z0-9_.~-]*\/)*(?:[a-zA-Z0-9_~-][a-zA-Z0-9_.~-]*)?)$/;

/** The path of a URL, percent-decoded where it is valid UTF-8. */
export function pathOf(url: string): string {
  const path = PLAIN_PATH.exec(url)?.[1];
  if (path !== undefined) return path;
  return new URL(url).pathname
    .split('/')
    .map((part) => {
      try {
        // An escaped slash does not separate directories.
        return decodeURIComponent(part).replace(/[/\\]/g, '_');
      } catch {
        return part;
      }
    })
    .join('/');
}

/** The name in a Content-Disposition; undefined if there is none. */
export function nameFromHeader(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  try {
    const { filename } = parse(header).parameters as { filename?: string };
    return filename?.split(/[/\\]/).at(-1) || undefined;
  } catch {
    return undefined;
  }
}
