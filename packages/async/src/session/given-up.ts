/** The reason why this package itself ended a transfer; the caller gets an error with this code. */
export class GivenUp extends Error {
  /** @param code a CURLcode */
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
