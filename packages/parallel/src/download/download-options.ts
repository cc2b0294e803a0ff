/** How a body goes to a file (`saveTo`), beyond what a session does. */
export interface DownloadOptions {
  /**
   * Go on where an earlier try of the same URL has stopped, if the file has not changed since (Range and If-Range). What
   * has come so far is kept beside the target as `NAME.part` and `NAME.part.json`.
   */
  resume?: boolean;
  /** What the file must have, as `sha256:HEX`; any hash that node:crypto knows. A file that has another is not kept. */
  checksum?: string;
}
