import type { DataOwner } from './data-owner.js';

/** The part of a CurlMime that its base classes need. */
export abstract class MimeBase {
  /** The owners of the data that its parts have read when it is sent. @internal */
  abstract get dataOwners(): DataOwner[];
}
