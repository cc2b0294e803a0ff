import { Mime, asciiUrl, trustStore, type Easy, type EasyOptions } from '@curlew/async';

/** libcurl options by name, or by number for options newer than this package. */
export type CurlOptions = Partial<EasyOptions> & { readonly [option: number]: unknown };

/**
 * The body of a POST: text, bytes, URL parameters, a map that is sent urlencoded, or a Mime that is sent as
 * multipart/form-data.
 */
export type PostFields =
  string | ArrayBufferView | ArrayBuffer | URLSearchParams | Mime | Readonly<Record<string, string | number | boolean>>;

/** The options whose effects stay in a handle when it is reset: cookies, HSTS, Alt-Svc and the share. */
const OUTLASTS_RESET: ReadonlySet<string> = new Set<keyof EasyOptions>([
  'ALTSVC',
  'ALTSVC_CTRL',
  'COOKIEFILE',
  'COOKIEJAR',
  'COOKIELIST',
  'HSTS',
  'HSTSREADFUNCTION',
  'HSTS_CTRL',
  'SHARE',
]);

const IS_NUMBER = /^\d+$/;

/** Whether a handle with these options has something of its request even after `reset()`. The effect of numbers is unknown. */
export const outlastsReset = (options: CurlOptions): boolean =>
  Object.keys(options).some((name) => OUTLASTS_RESET.has(name) || IS_NUMBER.test(name));

/** The defaults of every request; the user's options override them. */
function defaults(): Partial<EasyOptions> {
  return {
    // Only HTTP, also after a redirect: an untrusted list of URLs must not read local files.
    PROTOCOLS_STR: 'http,https',
    REDIR_PROTOCOLS_STR: 'http,https',
    ...trustStore(),
    ACCEPT_ENCODING: '',
    // A host that is unreachable or stops responding must not occupy its place for ever.
    CONNECTTIMEOUT_MS: 30_000,
    LOW_SPEED_LIMIT: 1,
    LOW_SPEED_TIME: 120,
  };
}

/** Prepares a handle for one request. @throws {TypeError | RangeError} naming the option that was refused */
export function applyRequest(easy: Easy, url: string, options: CurlOptions, postFields: PostFields | undefined): void {
  easy.setOpts(defaults());
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (IS_NUMBER.test(name)) easy.setOpt(Number(name), value);
    else easy.setOpt(name as keyof EasyOptions, value as never);
  }
  easy.setOpt('URL', asciiUrl(url));
  if (postFields instanceof Mime) easy.setOpt('MIMEPOST', postFields);
  else if (postFields !== undefined) easy.setOpts({ POST: true, POSTFIELDS: encodePostFields(postFields) });
}

function encodePostFields(fields: Exclude<PostFields, Mime>): string | ArrayBufferView | ArrayBuffer {
  if (typeof fields === 'string' || ArrayBuffer.isView(fields) || fields instanceof ArrayBuffer) return fields;
  if (fields instanceof URLSearchParams) return fields.toString();
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(fields)) parameters.append(key, String(value));
  return parameters.toString();
}
