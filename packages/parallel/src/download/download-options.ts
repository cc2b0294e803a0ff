/** Options for saving a body to a file (`saveTo`), in addition to a session's. */
export interface DownloadOptions {
  /**
   * Resume an earlier attempt of the same URL, if the file has not changed since (Range and If-Range). The part
   * received so far is kept beside the target as `NAME.curlew-part` and `NAME.curlew-note`. A complete file is treated
   * as with `existing: 'newer'`. Default false.
   */
  resume?: boolean;
  /**
   * The checksum that the file must have, as `sha256:HEX`, with any hash of node:crypto. A file with another checksum
   * is deleted. Default: not checked.
   */
  checksum?: string;
  /**
   * The treatment of an existing file:
   * - `replace`: it is replaced when the new one is complete; the default;
   * - `skip`: nothing is sent;
   * - `newer`: it is replaced if the server's file has changed since (If-Modified-Since). The new file gets the
   *   server's modification time.
   */
  existing?: 'replace' | 'skip' | 'newer';
}
