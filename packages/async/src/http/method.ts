import { argumentError } from '@curlew/core-native';

// RFC 9110, 9.1: a token.
const METHOD = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** The methods that the Fetch standard writes in capitals, whatever their spelling. */
const NORMALISED = /^(?:delete|get|head|options|post|put)$/i;

export const isMethod = (text: string): boolean => METHOD.test(text);

/** A method as it is sent. */
export const normaliseMethod = (method: string): string => (NORMALISED.test(method) ? method.toUpperCase() : method);

/** The method as it is sent. @throws {TypeError} not a method */
export function checkMethod(method: unknown): string {
  if (typeof method !== 'string') throw argumentError('', 'method', 'a string like GET', method);
  if (!isMethod(method)) throw argumentError('', 'method', 'a string like GET', method, 'ERR_CURL_INVALID_ARG_VALUE');
  return normaliseMethod(method);
}
