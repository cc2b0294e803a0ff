import { unclearErrors, type Misuse } from '@curlew-internal/test-origin';
import * as core from '../src/index.js';

const { BodyQueue, Easy, Mime, Multi, Share, Url } = core;

const CASES: Record<string, Misuse> = {
  // Internal: they are given what native code returned.
  Easy: { make: () => new Easy(), except: ['refused', 'adoptMime', 'effectiveUrl'] },
  Multi: { make: () => new Multi(), except: ['refused', 'value'] },
  Share: { make: () => new Share(), except: ['refused'] },
  Url: { make: () => new Url() },
  Mime: { make: () => new Mime() },
  'a part of a Mime': { make: () => new Mime().addPart() },
  BodyQueue: { make: () => new BodyQueue(new Easy(), {}), valid: { takeOutcome: [new Easy()] } },
  'the functions and constructors': {
    make: () => ({
      easy: (original: never) => new Easy(original),
      url: (text: never) => new Url(text),
      bodyQueue: (easy: never, events: never, options: never) => new BodyQueue(easy, events, options),
      bodyStream: core.bodyStream,
      uploadFrom: core.uploadFrom,
      numberInfos: core.numberInfos,
      viewChunks: core.viewChunks,
      escape: core.escape,
      unescape: core.unescape,
      select: core.select,
      globalTrace: core.globalTrace,
      isPublicSuffix: core.isPublicSuffix,
      easyStrError: core.easyStrError,
      multiStrError: core.multiStrError,
      shareStrError: core.shareStrError,
      urlStrError: core.urlStrError,
    }),
    valid: { bodyQueue: [new Easy(), {}], bodyStream: [new Easy()], uploadFrom: [new Easy(), []] },
  },
};

describe('a wrong argument is named by the error of', () => {
  it.each(Object.entries(CASES))('%s', async (_name, misuse) => {
    expect(await unclearErrors(misuse)).toEqual([]);
  });
});
