import type { StandardSchemaV1 } from '@standard-schema/spec';
import { argumentError } from '@curlew/core-native';
import { SchemaError, type Answered } from './schema-error.js';

/**
 * Validates a value; returns the schema's output.
 * @throws {TypeError} not a Standard Schema
 * @throws {SchemaError} the value does not match
 */
export async function validated(value: unknown, schema: StandardSchemaV1, response: Answered): Promise<unknown> {
  const standard = (schema as Partial<StandardSchemaV1> | null)?.['~standard'];
  if (typeof standard?.validate !== 'function')
    throw argumentError('json', 'schema', 'a Standard Schema, such as one of zod or valibot', schema);
  const result = (await standard.validate(value)) as StandardSchemaV1.Result<unknown> | null | undefined;
  if (typeof result !== 'object' || result === null)
    throw argumentError('json', "the result of the schema's validate", 'an object with `value` or `issues`', result);
  if (result.issues) throw new SchemaError(response, result.issues);
  return result.value;
}
