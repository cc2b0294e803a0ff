import { Easy, checkString, isPublicSuffix, refusal, type Share } from '@curlew/core-native';
import { parseCookieString, type Cookie } from '../../http/cookie.js';
import { JarVersion, hostPortOf, type JarLines, type PinnedCookies } from './jar-version.js';

/** Matches the name of each Set-Cookie line, and the `=` after it if there is one. */
const SET_COOKIE = /^set-cookie:[ \t]*([^=;\r\n]*)(=?)/gim;

/**
 * The cookies of a session. Cookies set by servers live in libcurl's share, which decides where they are sent. Cookies
 * of a request's `cookies` option belong to one host and port, which libcurl's cookies cannot express, so they are kept
 * here and sent as a header.
 */
export class CookieJar {
  readonly #easy: Easy;
  /** libcurl's lines as of the newest version. */
  #lines: JarLines = new Map();
  #pinned: PinnedCookies = new Map();
  #version = new JarVersion(this.#lines, this.#pinned);

  constructor(share: Share) {
    this.#easy = new Easy().setOpts({ SHARE: share, COOKIEFILE: '' });
  }

  /** The cookies as of the last response that changed them. */
  get snapshot(): JarVersion {
    return this.#version;
  }

  /** Updates the jar after a response with these headers. */
  observe(headerBlock: Buffer): void {
    const names = new Set<string>();
    for (const [, name, equals] of headerBlock.toString('latin1').matchAll(SET_COOKIE)) {
      // How libcurl parses a malformed line cannot be predicted, so everything is read again.
      if (equals === '' || /[^\x21-\x7e]/.test(name!)) return this.refresh();
      names.add(name!);
    }
    if (names.size > 0) this.refresh(names);
  }

  /** All cookies that have not expired; after the jar is closed, the last state. */
  list(): readonly Cookie[] {
    if (!this.#easy.closed) this.refresh();
    return this.#version.list();
  }

  /** Adds cookies to libcurl's. */
  add(cookies: readonly Cookie[]): void {
    if (cookies.length === 0) return;
    for (const cookie of cookies) this.#easy.setOpt('COOKIELIST', cookie.format());
    this.refresh();
  }

  /** Adds cookies that are sent to the host and port of this URL only. A later one replaces an earlier one of its name. */
  pin(url: string, cookies: readonly Cookie[]): void {
    if (cookies.length === 0) return;
    const key = hostPortOf(new URL(url));
    const names = new Set(cookies.map(({ name }) => name));
    const others = (this.#pinned.get(key) ?? []).filter(({ name }) => !names.has(name));
    this.#renew(new Map(), new Map([...this.#pinned, [key, [...others, ...cookies]]]));
  }

  /** The value of a Cookie header with the pinned cookies of this URL; undefined for none. */
  headerFor(url: string): string | undefined {
    if (this.#pinned.size === 0) return undefined;
    const pinned = this.#pinned.get(hostPortOf(new URL(url)));
    return pinned?.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  /** @param which `ALL`, or `SESS` for session cookies */
  erase(which: 'ALL' | 'SESS'): void {
    this.#easy.setOpt('COOKIELIST', which);
    this.#pinned = new Map();
    this.refresh();
  }

  /** The jar as the text of a Netscape cookie file, which `load`, curl and browser tools can read. */
  save(): string {
    return ['# Netscape HTTP Cookie File', ...this.list().map((cookie) => cookie.format()), ''].join('\n');
  }

  /**
   * Adds the cookies of a Netscape cookie file's text.
   * @throws {TypeError} a line is not a cookie, or its cookie is for a whole public suffix; then none is added
   */
  load(text: string): void {
    checkString('', 'cookies', text, 'the text of a Netscape cookie file');
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && (!line.startsWith('#') || line.startsWith('#HttpOnly_')));
    const cookies = lines.map(parseCookieString);
    for (const cookie of cookies) checkDomain(cookie);
    this.add(cookies);
  }

  close(): void {
    this.#easy.close();
  }

  /** Reads libcurl's lines again. @param names the names of the cookies that may have changed; all if left out */
  refresh(names?: ReadonlySet<string>): void {
    const lines: JarLines = new Map();
    for (const line of this.#easy.getInfo('COOKIELIST')) {
      const name = line.split('\t', 6)[5] ?? '';
      if (!names || names.has(name)) lines.set(name, [...(lines.get(name) ?? []), line]);
    }
    for (const name of names ?? this.#lines.keys()) if (!lines.has(name)) lines.set(name, []);
    this.#renew(lines, this.#withoutReplaced(lines));
  }

  /** The pinned cookies without those that a cookie of the same name from a server replaces. */
  #withoutReplaced(lines: JarLines): PinnedCookies {
    if (this.#pinned.size === 0) return this.#pinned;
    const isReplaced = ({ name, domain }: Cookie) =>
      (lines.get(name) ?? []).some(
        (line) => !this.#lines.get(name)?.includes(line) && parseCookieString(line).domain.replace(/^\./, '') === domain,
      );
    return new Map([...this.#pinned].map(([key, cookies]) => [key, cookies.filter((cookie) => !isReplaced(cookie))]));
  }

  /** @param changed libcurl's lines of the cookies that may have changed */
  #renew(changed: JarLines, pinned: PinnedCookies): void {
    const before: JarLines = new Map();
    for (const [name, lines] of changed) {
      before.set(name, this.#lines.get(name) ?? []);
      if (lines.length > 0) this.#lines.set(name, lines);
      else this.#lines.delete(name);
    }
    this.#pinned = pinned;
    const after = new JarVersion(this.#lines, pinned);
    this.#version.succeededBy(after, before);
    this.#version = after;
  }
}

/** libcurl checks a domain against the public suffix list only for cookies set by servers, so this checks the others. */
function checkDomain({ domain, includeSubdomains, name }: Cookie): void {
  const suffix = domain.toLowerCase().replace(/^\./, '');
  if (includeSubdomains && isPublicSuffix(suffix))
    throw refusal('ERR_CURL_INVALID_ARG_VALUE', `loadCookies: the cookie ${name} is for ${domain}, a public suffix`, {
      argument: 'cookies',
    });
}
