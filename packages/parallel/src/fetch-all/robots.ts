import { CurlError, ownCodes, type Session } from '@curlew/async';
import { RobotsRules } from './robots-rules.js';

/** The number of bytes of a robots.txt that are read; RFC 9309 demands at least this much. */
const MAX_BYTES = 500 * 1024;

/** The URL was not fetched because its host's robots.txt disallows it. */
export class RobotsError extends CurlError {
  /** @internal */
  static override readonly className: string = 'RobotsError';

  constructor(message: string) {
    super(message, { code: 'ERR_CURL_ROBOTS', errno: -1, kind: ownCodes.ERR_CURL_ROBOTS.kind, operation: 'fetchAll', bare: true });
  }
}

/** The rules of a host's robots.txt for one user agent. */
export interface Robots {
  isAllowed(url: string): boolean;
  /** Minimum milliseconds between two requests. */
  crawlDelay: number;
}

const everything: Robots = { isAllowed: () => true, crawlDelay: 0 };
/** Allows only robots.txt itself, which may be available the next time. */
const nothing: Robots = { isAllowed: (url) => new URL(url).pathname === '/robots.txt', crawlDelay: 0 };

/**
 * Fetches the rules of a host by RFC 9309: without a robots.txt (a status of 4xx) everything is allowed; if it is
 * unavailable (5xx, no connection) nothing is.
 * @param agent the product token to look up
 */
export async function fetchRobots(session: Session, origin: string, agent: string): Promise<Robots> {
  const url = `${origin}/robots.txt`;
  try {
    const response = await session.stream('GET', url, { timeout: 30_000, retry: 1 });
    if (!response.ok) {
      response.discard();
      return response.statusCode >= 500 ? nothing : everything;
    }
    return rulesOf(await textOf(response.stream), agent);
  } catch {
    return nothing;
  }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop drops the rest.
    if (length >= MAX_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, MAX_BYTES);
}

function rulesOf(text: string, agent: string): Robots {
  const rules = new RobotsRules(text, agent);
  return { isAllowed: (url) => rules.isAllowed(url), crawlDelay: 1000 * (rules.crawlDelay ?? 0) };
}
