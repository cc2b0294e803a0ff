import { Mime, asciiUrl, trustStore, type Easy, type EasyOptions } from '@curlew/async';

/** libcurl options by name, or by number for those that are newer than this package. */
export type CurlOptions = Partial<EasyOptions> & { readonly [option: number]: unknown };

/** What a POST sends: text, bytes, URL parameters, a map that is urlencoded, or a Mime that goes as multipart/form-data. */
export type PostFields =
  string | ArrayBufferView | ArrayBuffer | URLSearchParams | Mime | Readonly<Record<string, string | number | boolean>>;

/** What every request starts with; the user's options come after and win. */
function defaults(): Partial<EasyOptions> {
  return {
    // Only the web, also after a redirect: a list of URLs from somewhere must not read local files.
    PROTOCOLS_STR: 'http,https',
    REDIR_PROTOCOLS_STR: 'http,https',
    ...trustStore(),
    ACCEPT_ENCODING: '',
    // A host that is not there, or goes silent, must not hold its place for ever.
    CONNECTTIMEOUT_MS: 30_000,
    LOW_SPEED_LIMIT: 1,
    LOW_SPEED_TIME: 120,
  };
}

/** Readies a handle for one request. @throws {TypeError | RangeError} naming the option that was refused */
export function applyRequest(easy: Easy, url: string, options: CurlOptions, postFields: PostFields | undefined): void {
  easy.setOpts(defaults());
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined) continue;
    if (/^\d+$/.test(name)) easy.setOpt(Number(name), value);
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
