/**
 * The origin of a URL as statistics name it, such as `https://example.com`. `URL.origin` is "null" for schemes other than
 * those of the web. Text that is not a URL is returned unchanged.
 */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
