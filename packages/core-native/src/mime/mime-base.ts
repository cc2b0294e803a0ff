/** What a Mime and its parts may do with the tree that they are in; not exported by the package. */
export let mimeTree: {
  /** Counts the changes of the Mime and all that is in it. */
  version(mime: MimeBase): number;
  touch(mime: MimeBase): void;
  parent(mime: MimeBase): MimeBase | undefined;
  setParent(mime: MimeBase, parent: MimeBase | undefined): void;
};

/** A Mime's place among others: it may be the content of one part of another. */
export abstract class MimeBase {
  #parent: MimeBase | undefined;
  #version = 0;

  static {
    mimeTree = {
      version: (mime) => mime.#version,
      touch: (mime) => {
        for (let touched: MimeBase | undefined = mime; touched; touched = touched.#parent) touched.#version += 1;
      },
      parent: (mime) => mime.#parent,
      setParent: (mime, parent) => {
        mime.#parent = parent;
      },
    };
  }
}

export const isMime = (value: unknown): value is MimeBase => value instanceof MimeBase;
