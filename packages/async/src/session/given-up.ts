/** Why this package itself ended a transfer; thrown inside a callback of libcurl's, and shown as an error of this code. */
export class GivenUp extends Error {
  /** @param code a CURLcode */
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
