/** The reason why this package itself ended a transfer; the caller gets an error with this code. */
export class GivenUp extends Error {
  /** @param code a CURLcode @param options the error that is the `cause` of the caller's */
  constructor(
    readonly code: number,
    message: string,
    options?: { cause: unknown },
  ) {
    super(message, options);
  }
}
