/** The reason why this package itself ended a transfer. It is shown to the caller as an error of this code. */
export class GivenUp extends Error {
  /** @param code a CURLcode */
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}
