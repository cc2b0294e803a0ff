import { argumentError, checkObject, easyOptionTable, refusal, type EasyOptions } from '@curlew/core-native';
import { CREDENTIAL_OPTIONS, OWNED_OPTIONS } from './curl-option-policy.js';
import { optionWithDefault, type CheckedOf, type Descriptors } from './descriptor.js';

/** libcurl's own options. */
export interface RawOptions {
  /**
   * libcurl options by name, applied last. Credentials (PASSWORD, COOKIE, SSLCERT …) are not used for another origin;
   * options that the session sets itself (URL, HTTPHEADER …) are refused. Default: none.
   */
  curlOptions?: Partial<EasyOptions> | undefined;
}

/** The checked options, with those apart that are used only for the origin of the request. */
export interface SplitCurlOptions {
  free: Partial<EasyOptions>;
  credentials: Partial<EasyOptions>;
}

const credentials: ReadonlySet<string> = new Set(CREDENTIAL_OPTIONS);

/** Refuses line breaks, which in most string options would inject a header or a command. */
const UNSAFE = /[\0\r\n]/;

function checkCurlOptions(value: unknown): SplitCurlOptions {
  const given = checkObject('', 'curlOptions', value, 'an object of libcurl options by name');
  const split: SplitCurlOptions = { free: {}, credentials: {} };
  for (const [name, option] of Object.entries(given) as [keyof EasyOptions, unknown][]) {
    if (option === undefined) continue;
    checkCurlOption(name, option);
    Object.assign(credentials.has(name) ? split.credentials : split.free, { [name]: option });
  }
  return split;
}

function checkCurlOption(name: string, value: unknown): void {
  if (!Object.hasOwn(easyOptionTable, name))
    throw refusal('ERR_CURL_UNKNOWN_OPTION', `curlOptions: "${name}" is not an option of libcurl; names are libcurl's without CURLOPT_`, {
      argument: `curlOptions ${name}`,
    });
  if (Object.hasOwn(OWNED_OPTIONS, name))
    throw refusal(
      'ERR_CURL_RESERVED_OPTION',
      `curlOptions: ${name} belongs to the session; use ${OWNED_OPTIONS[name as keyof typeof OWNED_OPTIONS]} instead`,
      { argument: `curlOptions ${name}` },
    );
  for (const text of Array.isArray(value) ? (value as unknown[]) : [value])
    if (typeof text === 'string' && UNSAFE.test(text))
      throw argumentError('', `curlOptions ${name}`, 'text without CR, LF and NUL', text, 'ERR_CURL_INVALID_ARG_VALUE');
}

/** @internal */
export const rawOptions = {
  curlOptions: optionWithDefault<SplitCurlOptions>({ free: {}, credentials: {} }, checkCurlOptions),
} satisfies Descriptors<RawOptions>;

/** @internal */
export const rawCurl = ({ curlOptions }: CheckedOf<typeof rawOptions>): Partial<EasyOptions> => curlOptions.free;

/** @internal */
export const rawCredentials = ({ curlOptions }: CheckedOf<typeof rawOptions>): Partial<EasyOptions> => curlOptions.credentials;
