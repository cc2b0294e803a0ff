/** Less of a file has come than the server had said; what has come is kept, and the next try goes on with it. */
export class IncompleteFileError extends Error {
  override readonly name = 'IncompleteFileError';
  readonly code = 'ERR_CURL_INCOMPLETE_FILE';
  /** What a retry goes by. */
  readonly kind = 'receive';
}
