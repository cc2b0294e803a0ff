import { Easy, checkString, type Share } from '@curlew/core-native';
import { type Cookie, parseCookieString } from '../../http/cookie.js';

const SETS_COOKIE = /^set-cookie:/im;

/** The cookies of a session. They live in libcurl's share; this is the way to them. */
export class CookieJar {
  readonly #easy: Easy;
  /** What was in it when it last changed, as far as this object knows. */
  #snapshot: readonly Cookie[] = [];

  constructor(share: Share) {
    this.#easy = new Easy().setOpts({ SHARE: share, COOKIEFILE: '' });
  }

  /** The cookies as they were after the last response that set some. */
  get snapshot(): readonly Cookie[] {
    return this.#snapshot;
  }

  /** Notes what the response with these headers has changed. */
  observe(headerBlock: Buffer): void {
    if (SETS_COOKIE.test(headerBlock.toString('latin1'))) this.refresh();
  }

  /** All cookies, expired ones excepted; of a closed jar what was in it last. */
  list(): readonly Cookie[] {
    if (!this.#easy.closed) this.refresh();
    return this.#snapshot;
  }

  add(cookies: readonly Cookie[]): void {
    if (cookies.length === 0) return;
    for (const cookie of cookies) this.#easy.setOpt('COOKIELIST', cookie.format());
    this.refresh();
  }

  /** @param which `ALL`, or `SESS` for those that end with the session */
  erase(which: 'ALL' | 'SESS'): void {
    this.#easy.setOpt('COOKIELIST', which);
    this.refresh();
  }

  /** The jar as the text of a Netscape cookie file, which `load`, curl and browsers' tools read. */
  save(): string {
    return ['# Netscape HTTP Cookie File', ...this.list().map((cookie) => cookie.format()), ''].join('\n');
  }

  /** Adds the cookies of such a text. @throws {TypeError} a line is no cookie; none is added then */
  load(text: string): void {
    checkString('', 'cookies', text, 'the text of a Netscape cookie file');
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && (!line.startsWith('#') || line.startsWith('#HttpOnly_')));
    this.add(lines.map(parseCookieString));
  }

  close(): void {
    this.#easy.close();
  }

  /** Notes that it has changed. */
  refresh(): void {
    this.#snapshot = this.#easy.getInfo('COOKIELIST').map(parseCookieString);
  }
}
