/** Internal access to the tree of a Mime and its parts; not exported by the package. */
export let mimeTree: {
  /** The number of changes of the Mime and everything in it. */
  version(mime: MimeBase): number;
  touch(mime: MimeBase): void;
  parent(mime: MimeBase): MimeBase | undefined;
  setParent(mime: MimeBase, parent: MimeBase | undefined): void;
};

/** The position of a Mime in a tree: it may be the content of one part of another Mime. */
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
