import type { StandardSchemaV1 } from '@standard-schema/spec';
import { CurlError, ownCodes } from '@curlew/core-native';
import type { Request } from './request.js';

/** The part of a response that an error about it needs. @internal */
export interface Answered {
  readonly request: Request;
}

/** The JSON of a response does not match the schema. */
export class SchemaError<R extends Answered = Answered> extends CurlError {
  /** @internal */
  static override readonly className: string = 'SchemaError';
  /** The response whose body does not match. */
  readonly response: R;
  /** The issues as the schema's library reports them. */
  readonly issues: readonly StandardSchemaV1.Issue[];

  /** @internal */
  constructor(response: R, issues: readonly StandardSchemaV1.Issue[]) {
    const { method, url } = response.request;
    super(`the response does not fit the schema: ${issues.map(textOf).join('; ')}`, {
      code: 'ERR_CURL_SCHEMA',
      errno: -1,
      kind: ownCodes.ERR_CURL_SCHEMA.kind,
      operation: method,
      url,
      bare: true,
    });
    this.response = response;
    this.issues = issues;
  }
}

/** An issue with the path of the value, as in `items.0.name: expected a string`. */
function textOf({ message, path }: StandardSchemaV1.Issue): string {
  const keys = (path ?? []).map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return keys.length === 0 ? message : `${keys.join('.')}: ${message}`;
}
