/** One `Allow` or `Disallow` line. */
interface Rule {
  isAllowed: boolean;
  /** The parts between the `*`; the first one is anchored at the start of the path. */
  parts: string[];
  /** The longest part: most URLs do not contain it, so testing it first is fast. */
  longest: string;
  /** Whether the last part is anchored at the end of the path (`$`). */
  isAnchored: boolean;
  /** The specificity of the rule: the length of its pattern. */
  length: number;
}

interface Group {
  agents: string[];
  rules: Rule[];
  crawlDelay: number | undefined;
}

/**
 * The rules of a robots.txt for one user agent, by RFC 9309. (The parsers on npm test all lines with regular
 * expressions for each URL: a file of half a megabyte takes 40 ms per URL.)
 */
export class RobotsRules {
  /** The rules from the longest pattern to the shortest, of equal length `Allow` first: the first match decides. */
  readonly #rules: readonly Rule[];
  /** The Crawl-delay in seconds; undefined if the file has none. */
  readonly crawlDelay: number | undefined;

  /** @param agent a product token; `*` for the rules for all agents */
  constructor(text: string, agent: string) {
    const groups = groupsFor(parse(text), agent.toLowerCase());
    const unique = new Map<string, Rule>();
    for (const rule of groups.flatMap(({ rules }) => rules))
      unique.set(`${rule.isAllowed ? '+' : '-'}${rule.parts.join('*')}${rule.isAnchored ? '$' : ''}`, rule);
    this.#rules = [...unique.values()].sort((a, b) => b.length - a.length || Number(b.isAllowed) - Number(a.isAllowed));
    this.crawlDelay = groups.find(({ crawlDelay }) => crawlDelay !== undefined)?.crawlDelay;
  }

  isAllowed(url: string): boolean {
    const { pathname, search } = new URL(url);
    if (pathname === '/robots.txt') return true;
    const path = normalize(pathname + search);
    for (const rule of this.#rules) if (fits(rule, path)) return rule.isAllowed;
    return true;
  }
}

function parse(text: string): Group[] {
  const groups: Group[] = [];
  let isNaming = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, name = '', value = ''] = /^\s*([A-Za-z-]+)\s*:\s*([^#]*?)\s*(?:#.*)?$/.exec(line) ?? [];
    const key = name.toLowerCase();
    if (key === 'user-agent') {
      if (!isNaming) groups.push({ agents: [], rules: [], crawlDelay: undefined });
      groups.at(-1)!.agents.push(tokenOf(value));
      isNaming = true;
    } else if (key === 'allow' || key === 'disallow' || key === 'crawl-delay') {
      isNaming = false;
      const group = groups.at(-1);
      if (!group) continue;
      if (key === 'crawl-delay') group.crawlDelay ??= secondsOf(value);
      else if (value !== '') group.rules.push(ruleOf(key === 'allow', value));
    }
  }
  return groups;
}

/** The groups that name the agent are merged; without one, those for `*` apply (RFC 9309, 2.2.1). */
function groupsFor(groups: Group[], agent: string): Group[] {
  const named = groups.filter(({ agents }) => agents.includes(tokenOf(agent)));
  return named.length > 0 ? named : groups.filter(({ agents }) => agents.includes('*'));
}

const tokenOf = (agent: string) => (agent === '*' ? '*' : (/^[A-Za-z_-]+/.exec(agent)?.[0] ?? agent).toLowerCase());

function secondsOf(text: string): number | undefined {
  const seconds = Number(text);
  return text !== '' && seconds >= 0 ? seconds : undefined;
}

function ruleOf(isAllowed: boolean, pattern: string): Rule {
  const isAnchored = pattern.endsWith('$');
  const parts = normalize(isAnchored ? pattern.slice(0, -1) : pattern).split(/\*+/);
  const longest = parts.reduce((most, part) => (part.length > most.length ? part : most));
  return { isAllowed, parts, longest, isAnchored, length: pattern.length };
}

/** Normalises escapes for comparison, but keeps `%2F` distinct from a slash. */
function normalize(path: string): string {
  return path.replace(/%[0-9a-f]{2}|[^!-~]+/gi, (found) => {
    if (!found.startsWith('%')) return encodeURI(Buffer.from(found).toString());
    const character = String.fromCharCode(Number.parseInt(found.slice(1), 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : found.toUpperCase();
  });
}

/** Whether the rule matches. Searches each part at its first occurrence, so the time is linear for any pattern. */
function fits({ parts, longest, isAnchored }: Rule, path: string): boolean {
  const first = parts[0]!;
  if (!path.startsWith(first) || !path.includes(longest)) return false;
  let at = first.length;
  if (parts.length === 1) return !isAnchored || at === path.length;
  const last = parts.length - 1;
  for (let index = 1; index < parts.length; index++) {
    const part = parts[index]!;
    if (isAnchored && index === last) return path.length - part.length >= at && path.endsWith(part);
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}
