import { CurlError, ownCodes, type Session } from '@curlew/async';
import { RobotsRules } from './robots-rules.js';

/** RFC 9309 wants at least this much of a robots.txt to be read; nobody has to read more. */
const MAX_BYTES = 500 * 1024;

/** The URL is not fetched: its host's robots.txt asks not to. */
export class RobotsError extends CurlError {
  /** @internal */
  static override readonly className: string = 'RobotsError';

  constructor(message: string) {
    super(message, { code: 'ERR_CURL_ROBOTS', errno: -1, kind: ownCodes.ERR_CURL_ROBOTS.kind, operation: 'fetchAll', bare: true });
  }
}

/** What a host's robots.txt allows to one user agent. */
export interface Robots {
  isAllowed(url: string): boolean;
  /** Milliseconds between two requests. */
  crawlDelay: number;
}

const everything: Robots = { isAllowed: () => true, crawlDelay: 0 };
/** But the rules themselves, which may be there the next time. */
const nothing: Robots = { isAllowed: (url) => new URL(url).pathname === '/robots.txt', crawlDelay: 0 };

/**
 * Fetches the rules of a host, as RFC 9309 has it: without a robots.txt (a status of 4xx) everything is allowed, and
 * nothing when it cannot be had (5xx, no connection).
 * @param agent the product token that rules are looked up by
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
    // Leaving the loop gives up the rest.
    if (length >= MAX_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, MAX_BYTES);
}

function rulesOf(text: string, agent: string): Robots {
  const rules = new RobotsRules(text, agent);
  return { isAllowed: (url) => rules.isAllowed(url), crawlDelay: 1000 * (rules.crawlDelay ?? 0) };
}
