const seen = new Set<string>();

/** Gives the warnings that pycurl gives as DeprecationWarning, each once, as Python does by default for each place. */
export function warnDeprecated(text: string): void {
  if (seen.has(text)) return;
  seen.add(text);
  process.emitWarning(text, 'DeprecationWarning');
}

/** The options for which pycurl warns. */
const OPTIONS: Readonly<Record<string, string>> = {
  HTTPPOST: 'HTTPPOST is deprecated; use MIMEPOST',
  PROGRESSFUNCTION: 'PROGRESSFUNCTION is deprecated; use XFERINFOFUNCTION',
  IOCTLFUNCTION: 'IOCTLFUNCTION is deprecated; use SEEKFUNCTION',
  EGDSOCKET: 'setopt option is deprecated: EGDSOCKET',
  KRBLEVEL: 'setopt option is deprecated: KRBLEVEL',
  RANDOM_FILE: 'setopt option is deprecated: RANDOM_FILE',
  SOCKS5_GSSAPI_SERVICE: 'setopt option is deprecated: SOCKS5_GSSAPI_SERVICE; use PROXY_SERVICE_NAME',
};

/** The infos for which pycurl warns; for each there is another with `_T`. */
const INFOS: ReadonlySet<string> = new Set([
  'CONTENT_LENGTH_DOWNLOAD',
  'CONTENT_LENGTH_UPLOAD',
  'SIZE_DOWNLOAD',
  'SIZE_UPLOAD',
  'SPEED_DOWNLOAD',
  'SPEED_UPLOAD',
]);

/** @param name libcurl's, without CURLOPT_ */
export function warnOfOption(name: string): void {
  const text = OPTIONS[name];
  if (text !== undefined) warnDeprecated(text);
}

/** @param name libcurl's, without CURLINFO_ */
export function warnOfInfo(name: string): void {
  if (INFOS.has(name)) warnDeprecated(`getinfo option is deprecated: ${name}; use ${name}_T`);
}
