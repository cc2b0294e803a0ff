import { Easy, uploadFrom, type EasyOptions, type Share } from '@curlew/core-native';
import { guardAddresses } from '../options/addresses.js';
import type { CheckedSettings } from '../options/index.js';
import type { Content, PreparedRequest } from '../request/prepared-request.js';
import { watchProgress, type WatchedTransfer } from './progress.js';

/** The settings of one transfer, in addition to those of its request. */
export interface TransferTerms {
  /** Milliseconds that are left for the request; Infinity for no limit. */
  timeLeft: number;
  /** The value of a Cookie header, in addition to libcurl's own cookies. */
  cookie?: string | undefined;
  /** The libcurl options of the route to this URL, if it depends on the URL. */
  route?: Partial<EasyOptions> | undefined;
  /** The transfer whose progress libcurl's callback tells; undefined if a `ProgressSampler` does. */
  watched?: WatchedTransfer | undefined;
}

/** An easy handle of a session, with a record of the options set on it. */
export class PooledHandle {
  readonly easy: Easy;
  /** The settings of the last request, if the next request is likely to share them. */
  #settings: CheckedSettings | undefined;
  #content: Content | undefined;
  #url: string | undefined;
  #timeout = 0;
  #cookie: string | undefined;
  /** Whether no option but the share is set. */
  #isClean = true;
  /** The transfer to notify when the headers of a redirect to be followed have arrived, but not its body. */
  follower: { redirected(): void } | undefined;
  readonly #redirected = () => this.follower?.redirected();

  /** @param hasCookies whether cookies are sent and stored, in the share */
  constructor(
    share: Share,
    readonly hasCookies: boolean,
  ) {
    this.easy = new Easy().setOpt('SHARE', share);
  }

  /** Whether this request sets or overwrites everything that is set on the handle. */
  canReuse({ isReusable, settings, content }: PreparedRequest): boolean {
    return isReusable && this.#settings === settings && this.#content?.shape === content.shape;
  }

  /** Sets the options that the request needs and the handle does not have yet. */
  prepare(request: PreparedRequest, { timeLeft, cookie, route, watched }: TransferTerms): void {
    const { easy } = this;
    const { content, url } = request;
    const isReady = this.canReuse(request);
    // Unknown until everything is set, because libcurl may refuse an option halfway.
    this.#settings = undefined;
    if (!isReady) this.#setAll(request, watched);
    else if (this.#content !== content) easy.setOpts(content.options);
    // A program that uses a service calls the same URL again and again.
    if (this.#url !== url) easy.setOpt('URL', url);
    this.#url = url;
    if (route) easy.setOpts(route);
    this.#setTimeout(timeLeft);
    this.#setCookie(request, cookie);
    this.#content = content;
    if (request.isReusable) this.#settings = request.settings;
  }

  #setAll(request: PreparedRequest, watched: WatchedTransfer | undefined): void {
    const { easy } = this;
    const { settings, body, content } = request;
    if (!this.#isClean) this.#clean();
    this.#isClean = false;
    // Enables libcurl's cookie engine, which uses the share's cookies.
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
    if (watched) watchProgress(easy, settings, watched);
    if (settings.allowAddress) guardAddresses(easy, settings.allowAddress, () => new URL(this.#url!).hostname);
  }

  /** libcurl's own limit is a second line of defence: the session's timer also runs while nothing is sent. */
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

  /** The callbacks belong to one transfer, so no settings can be kept. */
  forgetSettings(): void {
    this.#settings = undefined;
  }

  /** Resets what the next request is not likely to need, before the handle goes back to the pool. */
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
