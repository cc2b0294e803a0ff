import { refusal } from '../errors/index.js';
import { infoTable, type EasyInfos } from '../generated/infos.js';

/** The infos that {@link Easy.getNumbers} reads. */
export type NumberInfos = Int32Array & { readonly numberInfos: unique symbol };

/** The names of the numeric infos. */
export type NumberInfoName = { [K in keyof EasyInfos]: number extends EasyInfos[K] ? K : never }[keyof EasyInfos];

/** Prepares {@link Easy.getNumbers}, once for many transfers. @throws {TypeError} a name is unknown */
export function numberInfos(...names: NumberInfoName[]): NumberInfos {
  const ids = names.map((name) => {
    const id = infoTable[name];
    if (id === undefined) throw refusal('ERR_CURL_UNKNOWN_OPTION', `numberInfos: "${String(name)}" is not an info of libcurl`);
    return id;
  });
  return Int32Array.from(ids) as NumberInfos;
}
