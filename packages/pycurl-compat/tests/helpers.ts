import { BytesIO, type Curl, type error, pycurl } from '../src/index.js';

/** Returns the error that an action throws. */
export function thrownBy(action: () => unknown): error {
  try {
    action();
  } catch (thrown) {
    return thrown as error;
  }
  throw new Error('it did not throw');
}

/** A handle for a URL whose body goes nowhere. */
export function curlFor(url: string): Curl {
  const c = new pycurl.Curl();
  c.setopt(pycurl.URL, url);
  c.setopt(pycurl.WRITEDATA, new BytesIO());
  return c;
}

/** The answer of /echo, which describes the request. */
export interface Echo {
  method: string;
  body: string;
  length: number;
  headers: Record<string, string>;
  trailers: Record<string, string>;
}
export const echoOf = (c: Curl): Echo => JSON.parse(c.perform_rs()) as Echo;
