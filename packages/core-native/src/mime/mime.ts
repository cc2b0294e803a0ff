import { readRow, seekRow } from '../callbacks/callback-rows.js';
import { guardPlain } from '../callbacks/guard-callback.js';
import type { ReadCallback, SeekCallback } from '../callbacks/callback-types.js';
import { MimeBase, isMime, mimeTree } from './mime-base.js';
import { MimePart } from './mime-part.js';

/** Internal access to a Mime for easy handles; not exported by the package. */
export let mimeAccess: {
  isMime(value: unknown): boolean;
  /** The number of changes of the Mime and everything in it. */
  version(mime: Mime): number;
  /** The description for native/mime.h; undefined if the value is not a Mime. */
  describe(value: unknown): readonly [parts: unknown[], functions: unknown[]] | undefined;
};

const readPart = readRow('Mime read');

/** native/mime.cc has the same numbers. */
const KINDS = { empty: 0, data: 1, file: 2, callback: 3, subparts: 4 } as const;

/**
 * A body of several parts (`multipart/form-data`, or mail), for the MIMEPOST option. A Mime is a description. libcurl's
 * own curl_mime is built from it when the option is set, and rebuilt before a transfer if it has changed, so one Mime
 * may serve any number of handles.
 *
 * @example
 * const form = new Mime();
 * form.addPart().name('note').data('hello');
 * form.addPart().name('upload').filename('a.txt').type('text/plain').data(Buffer.from('content'));
 * new Easy().setOpts({ URL: 'https://example.com/', MIMEPOST: form }).perform();
 */
export class Mime extends MimeBase {
  readonly #parts: MimePart[] = [];

  static {
    mimeAccess = {
      isMime,
      version: (mime) => mimeTree.version(mime),
      describe: (value) => {
        if (!isMime(value)) return undefined;
        const functions: unknown[] = [];
        return [(value as Mime).#describe(functions), functions];
      },
    };
  }

  /** Adds an empty part at the end; corresponds to `curl_mime_addpart()`. */
  addPart(): MimePart {
    const part = new MimePart(this);
    this.#parts.push(part);
    mimeTree.touch(this);
    return part;
  }

  /** How many parts it has. */
  get length(): number {
    return this.#parts.length;
  }

  #describe(functions: unknown[]): unknown[] {
    return this.#parts.map(({ content, fields }) => {
      const size = content.kind === 'callback' ? content.size : -1;
      return [
        KINDS[content.kind],
        contentOf(content, functions, (mime) => (mime as Mime).#describe(functions)),
        fields.name,
        fields.type,
        fields.filename,
        fields.encoder,
        fields.headers,
        size,
      ];
    });
  }
}

function contentOf(content: MimePart['content'], functions: unknown[], describe: (mime: MimeBase) => unknown[]): unknown {
  switch (content.kind) {
    case 'empty':
      return null;
    case 'data':
      return content.bytes;
    case 'file':
      return content.path;
    case 'subparts':
      return describe(content.mime);
    case 'callback':
      return positionOf(content.read, content.seek, functions);
  }
}

/** The position of a part's functions; negative if it cannot seek. */
function positionOf(read: ReadCallback, seek: SeekCallback | undefined, functions: unknown[]): number {
  const position = functions.length;
  functions.push(guardPlain('Mime read', readPart, read));
  if (!seek) return -1 - position;
  functions.push(guardPlain('Mime seek', seekRow, seek));
  return position;
}
