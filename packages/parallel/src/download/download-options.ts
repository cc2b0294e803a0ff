/** How a body goes to a file (`saveTo`), beyond what a session does. */
export interface DownloadOptions {
  /**
   * Go on where an earlier try of the same URL has stopped, if the file has not changed since (Range and If-Range). What
   * has come so far is kept beside the target as `NAME.curlew-part` and `NAME.curlew-note`. A file that is whole already is
   * asked for as with `existing: 'newer'`.
   */
  resume?: boolean;
  /** What the file must have, as `sha256:HEX`; any hash that node:crypto knows. A file that has another is not kept. */
  checksum?: string;
  /**
   * What becomes of a file that is there already:
   * - `replace`: it is replaced when the new one is whole; the default;
   * - `skip`: nothing is sent;
   * - `newer`: it is replaced if the server's has changed since (If-Modified-Since). The new one gets the server's time.
   */
  existing?: 'replace' | 'skip' | 'newer';
}
