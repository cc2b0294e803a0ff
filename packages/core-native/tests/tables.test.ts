import { Multi, easyOptionTable } from '../src/index.js';
import { Status, binding } from '../src/binding.js';
import { callbackRows } from '../src/callbacks/callback-rows.js';
import { QueueNews } from '../src/easy/easy.js';
import { OUTCOME } from '../src/easy/outcome.js';
import { FILE_STEPS } from '../src/files/whole-files.js';

// The tables are those of the pinned libcurl.
const withPinned = process.env.CURLEW_LIBCURL === 'system' ? it.skip : it;

describe('numbers that C++ and TypeScript share', () => {
  const lowered = (table: Record<string, number>) =>
    Object.fromEntries(Object.entries(table).map(([name, number]) => [name[0]!.toLowerCase() + name.slice(1), number]));

  it('are the same on both sides', () => {
    const { status, outcome, queueNews, fileSteps } = binding.tables();
    expect(lowered(status)).toEqual(Status);
    expect(outcome).toEqual(OUTCOME);
    expect(queueNews).toEqual(QueueNews);
    expect(Object.keys(fileSteps).sort((one, other) => fileSteps[one]! - fileSteps[other]!)).toEqual(FILE_STEPS);
  });
});

describe('the kind of each option', () => {
  /** The kinds of pointers that TypeScript tells apart, and native code sets one by one. */
  const DATA: readonly string[] = ['descriptor', 'source', 'share', 'url', 'mime', 'easy', 'bytes'];
  const lowered = (name: string) => name[0]!.toLowerCase() + name.slice(1);
  const nativeKind = (kind: string) => (DATA.includes(kind) ? 'data' : kind === 'values' ? 'long' : kind);

  withPinned('is the same on both sides', () => {
    const { optionKinds } = binding.tables();
    const here = Object.fromEntries(Object.values(easyOptionTable).map(([id, kind]) => [id, nativeKind(kind)]));
    expect(here).toEqual(Object.fromEntries(Object.entries(optionKinds).map(([id, kind]) => [id, lowered(kind)])));
  });

  it('is a callback exactly for the options that have a row', () => {
    const { optionKinds } = binding.tables();
    const callbacks = Object.entries(easyOptionTable).filter(([, [id]]) => optionKinds[id] === 'Callback');
    expect(callbacks.map(([name]) => name).sort()).toEqual(Object.keys(callbackRows).sort());
  });
});

describe('the native side of a multi', () => {
  it('cannot be reached by users', () => {
    const multi = new Multi();
    const names = new Set<string>();
    for (let object: object | null = multi; object; object = Object.getPrototypeOf(object) as object | null)
      for (const name of Object.getOwnPropertyNames(object)) names.add(name);
    for (const name of ['native', 'id', 'easys']) expect(names).not.toContain(name);
    expect(() => Multi.prototype.perform.call({} as Multi)).toThrow(TypeError);
    multi.close();
  });
});
