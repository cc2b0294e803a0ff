declare module 'node-gyp-build' {
  /** Finds and loads the addon of a package directory: a local build first, then prebuilds/. */
  export default function nodeGypBuild(directory: string): unknown;
}
