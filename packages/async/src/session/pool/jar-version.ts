import { portOf } from '../../http/port-of.js';
import { parseCookieString, type Cookie } from '../../http/cookie.js';

/** The lines of a jar, by the name of the cookie. */
export type JarLines = Map<string, readonly string[]>;

/** Cookies that belong to one host and port, by `host:port`. Never changed in place. */
export type PinnedCookies = ReadonlyMap<string, readonly Cookie[]>;

/**
 * A snapshot of a jar. The newest version shares the jar's own lines; when the jar changes, the version before it
 * records only the old lines of the changed names. So a snapshot in a response costs only what has changed since,
 * however many cookies there are.
 */
export class JarVersion {
  #lines: JarLines | undefined;
  readonly #pinned: PinnedCookies;
  /** The changes to undo in the next version to get this one. */
  #undo: { lines: JarLines; after: JarVersion } | undefined;
  #cookies: readonly Cookie[] | undefined;

  constructor(lines: JarLines, pinned: PinnedCookies) {
    this.#lines = lines;
    this.#pinned = pinned;
  }

  /** Passes the jar's lines on to the next version. @param before the lines of the names that have changed */
  succeededBy(after: JarVersion, before: JarLines): void {
    this.#lines = undefined;
    this.#undo = { lines: before, after };
  }

  /** The lines of this version: those of the newest one with all changes since undone. */
  #resolve(): JarLines {
    const undos: JarLines[] = [];
    let step = this.#undo;
    let lines = this.#lines;
    for (; step !== undefined; step = step.after.#undo) {
      undos.push(step.lines);
      lines = step.after.#lines;
    }
    const resolved = new Map(lines);
    for (const undo of undos.reverse()) for (const [name, before] of undo) resolved.set(name, before);
    return resolved;
  }

  /** All cookies, without those that have expired by now. */
  list(): readonly Cookie[] {
    this.#cookies ??= [...[...this.#resolve().values()].flat().map(parseCookieString), ...[...this.#pinned.values()].flat()];
    return this.#cookies.filter((cookie) => !cookie.hasExpired);
  }

  /** The cookies that are sent to a URL. */
  sentTo(url: URL): readonly Cookie[] {
    const pinned = this.#pinned.get(hostPortOf(url)) ?? [];
    return [...this.list().filter((cookie) => !isPinned(this.#pinned, cookie) && cookie.matches(url)), ...pinned];
  }
}

function isPinned(pinned: PinnedCookies, cookie: Cookie): boolean {
  for (const cookies of pinned.values()) if (cookies.includes(cookie)) return true;
  return false;
}

/** The host and port of a URL, by which pinned cookies are kept. */
export const hostPortOf = (url: URL): string => `${url.hostname}:${portOf(url)}`;
