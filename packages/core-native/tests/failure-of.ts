import type { Easy, EasyError, EasyOptions } from '../src/index.js';

/** The error that a transfer with these options ends with. */
export function failureOf(easy: Easy, options: Partial<EasyOptions>): EasyError {
  try {
    easy.setOpts(options).perform();
  } catch (error) {
    return error as EasyError;
  }
  throw new Error('it did not throw');
}
