import type { DataOwner } from './data-owner.js';

/** A CurlMime, for the classes that CurlMime itself is made of. */
export abstract class MimeBase {
  /** The owners of the data that its parts have read when it is sent. @internal */
  abstract get dataOwners(): DataOwner[];
}
