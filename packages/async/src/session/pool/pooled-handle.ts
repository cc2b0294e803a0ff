import { Easy, uploadFrom, type EasyOptions, type Share } from '@curlew/core-native';
import { guardAddresses } from '../options/addresses.js';
import type { CheckedSettings } from '../options/index.js';
import type { Content, PreparedRequest } from '../request/prepared-request.js';
import { watchProgress } from './progress.js';

/** What a transfer adds to its request when a handle is made ready. */
export interface TransferTerms {
  /** Milliseconds that are left for the request; Infinity for no limit. */
  timeLeft: number;
  /** The value of a Cookie header beside libcurl's own cookies. */
  cookie?: string | undefined;
  /** The way to this URL, where it is not the same for all URLs of the settings. */
  route?: Partial<EasyOptions> | undefined;
  /** Whether the reader of a streamed body is behind, so that nothing can arrive. */
  isHeld?: () => boolean;
}

/** An easy handle of a session, and what is set on it. */
export class PooledHandle {
  readonly easy: Easy;
  /** The settings of the last request, if that was one whose settings the next is likely to share. */
  #settings: CheckedSettings | undefined;
  #content: Content | undefined;
  #url: string | undefined;
  #timeout = 0;
  #cookie: string | undefined;
  /** Whether nothing but the share is set. */
  #isClean = true;
  /** The transfer that is told when the headers of a redirect that it will follow are there, and the body is not. */
  follower: { redirected(): void } | undefined;
  readonly #redirected = () => this.follower?.redirected();

  /** @param hasCookies whether cookies are sent and stored, in the share */
  constructor(
    share: Share,
    readonly hasCookies: boolean,
  ) {
    this.easy = new Easy().setOpt('SHARE', share);
  }

  /** Whether all that is set on the handle is also set, or overwritten, by this request. */
  canReuse({ isReusable, settings, content }: PreparedRequest): boolean {
    return isReusable && this.#settings === settings && this.#content?.shape === content.shape;
  }

  /** Sets everything that the request needs, and nothing that the handle has already. */
  prepare(request: PreparedRequest, { timeLeft, cookie, route, isHeld = () => false }: TransferTerms): void {
    const { easy } = this;
    const { content, url } = request;
    const isReady = this.canReuse(request);
    // Until all of it is set: a handle that was refused something is like no other.
    this.#settings = undefined;
    if (!isReady) this.#setAll(request, isHeld);
    else if (this.#content !== content) easy.setOpts(content.options);
    // Whoever calls a service calls it at the same URL.
    if (this.#url !== url) easy.setOpt('URL', url);
    this.#url = url;
    if (route) easy.setOpts(route);
    this.#setTimeout(timeLeft);
    this.#setCookie(request, cookie);
    this.#content = content;
    if (request.isReusable) this.#settings = request.settings;
  }

  #setAll(request: PreparedRequest, isHeld: () => boolean): void {
    const { easy } = this;
    const { settings, body, content } = request;
    if (!this.#isClean) this.#clean();
    this.#isClean = false;
    // Switches libcurl's cookies on; they are the share's.
    if (this.hasCookies) easy.setOpt('COOKIEFILE', '');
    if (settings.decompress) easy.setDecoding(true);
    else easy.setOpt('HTTP_CONTENT_DECODING', false);
    easy.setSendOnce(!settings.resend);
    easy.setOpts(settings.curl);
    if (request.withCredentials) easy.setOpts(settings.credentials);
    easy.setOpts(content.options);
    if (body.kind === 'source')
      uploadFrom(easy, body.open(), { length: body.length, restart: body.isRepeatable ? () => body.open() : undefined });
    if (settings.maxResponseSize !== undefined) easy.setBodyLimit(settings.maxResponseSize);
    if (settings.allowRedirects) easy.onRedirect(this.#redirected);
    watchProgress(easy, settings, isHeld);
    if (settings.allowAddress) guardAddresses(easy, settings.allowAddress, () => new URL(this.#url!).hostname);
  }

  /** libcurl's own limit is the second line: the session's timer is there while nothing is sent at all. */
  #setTimeout(timeLeft: number): void {
    const timeout = timeLeft === Infinity ? 0 : Math.max(1, Math.ceil(timeLeft));
    if (timeout !== this.#timeout) this.easy.setOpt('TIMEOUT_MS', timeout);
    this.#timeout = timeout;
  }

  #setCookie({ settings, withCredentials }: PreparedRequest, cookie: string | undefined): void {
    if (cookie === undefined && this.#cookie === undefined) return;
    const own = withCredentials ? settings.credentials.COOKIE : undefined;
    const value = [own, cookie].filter((part) => typeof part === 'string').join('; ');
    this.easy.setOpt('COOKIE', value === '' ? null : value);
    this.#cookie = cookie;
  }

  /** The handle's callbacks are one transfer's: nothing of it can be kept. */
  forgetSettings(): void {
    this.#settings = undefined;
  }

  /** Takes back what the next request is not likely to need, for a handle that goes to the pool. */
  recycle(): void {
    if (this.#settings === undefined && !this.#isClean) this.#clean();
  }

  #clean(): void {
    this.easy.reset();
    this.#isClean = true;
    this.#url = undefined;
    this.#content = undefined;
    this.#timeout = 0;
    this.#cookie = undefined;
  }
}
