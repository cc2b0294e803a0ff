/** A program, and the environment that it has to be started in. */
export interface Program {
  executable: string;
  env: NodeJS.ProcessEnv;
}

/** A headless browser; undefined if there is none. */
export function findBrowser(): Program | undefined;

/** A command of the system, else of a Debian package; undefined if there is none. @param packageName that of the command by default */
export function findCommand(name: string, packageName?: string): Program | undefined;

/** A Node that has node-libcurl, compiled on first use (about 15 seconds of one core); undefined if that is not possible. */
export function findNodeLibcurl(): Promise<Program | undefined>;

/** A Python with pycurl. */
export interface PythonWithPycurl {
  python: string;
  env: NodeJS.ProcessEnv;
  /** As `pycurl.version`. */
  version: string;
}

/** A Python with pycurl; undefined if there is none. */
export function findPycurl(): PythonWithPycurl | undefined;

/** A Redis on a free port of 127.0.0.1. */
export interface Redis {
  port: number;
  stop(): Promise<void>;
}

/** Starts a Redis; undefined if there is none. It ends with the caller at the latest. */
export function startRedis(): Promise<Redis | undefined>;

/** A web server of another project, on free ports of 127.0.0.1. */
export interface OutsideServer {
  http: string;
  https: string | undefined;
  /** The certificate to trust. */
  caFile: string;
  close(): Promise<void>;
}

/**
 * Starts nginx, or caddy for HTTP/3, with files of `x` in the given sizes.
 * @returns undefined, with a warning, if the program is not available
 */
export function startOutside(name: 'nginx' | 'caddy', files: Record<string, number>): Promise<OutsideServer | undefined>;
