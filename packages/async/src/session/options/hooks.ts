import { checkFunction, checkNames, checkObject } from '@curlew/core-native';
import type { AcurlError } from '../../http/errors.js';
import type { Request } from '../../http/request.js';
import type { Response } from '../../http/response.js';

/** Functions that are called around each request. An error that they throw is not the request's. */
export interface SessionHooks {
  /** Before each transfer, redirects and retries included. */
  beforeRequest?: ((request: Request) => void | Promise<void>) | undefined;
  /** For each response, redirects and retries included, before the request resolves. */
  afterResponse?: ((response: Response) => void | Promise<void>) | undefined;
  /** For each transfer that failed. */
  onError?: ((error: AcurlError) => void | Promise<void>) | undefined;
}

const KNOWN: Readonly<Record<keyof SessionHooks, true>> = { beforeRequest: true, afterResponse: true, onError: true };

/** @throws {TypeError} not hooks @internal */
export function checkHooks(hooks: unknown = {}): SessionHooks {
  const given = checkObject('', 'hooks', hooks, 'an object of functions');
  checkNames('hooks', given, KNOWN);
  for (const [name, hook] of Object.entries(given) as [string, unknown][]) if (hook !== undefined) checkFunction('', `hooks.${name}`, hook);
  return { ...given };
}
