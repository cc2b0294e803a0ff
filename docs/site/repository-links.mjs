import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

const docs = resolve(import.meta.dirname, '..');
const root = resolve(docs, '..');

/** How a package's README links to the repository, since it is read on npm as well. */
const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const fileOnTheWeb = `${repository.url.replace(/^git\+/, '').replace(/\.git$/, '')}/blob/main/`;

/** The page of a file of the repository, where it has one: a path from docs/. */
function pageOf(file) {
  const inDocs = relative(docs, file);
  if (!inDocs.startsWith('..')) return inDocs;
  const [, name] = /^packages\/([^/]+)\/README\.md$/.exec(relative(root, file)) ?? [];
  return name && `packages/${name}.md`;
}

/**
 * Markdown files of the repository link to each other by path, so that a reader of the repository can follow. On the site such a
 * link leads to the file's page; one to a file without a page becomes text. A link to nothing stays, for VitePress to refuse.
 * @param {import('markdown-it').default} md
 */
export function repositoryLinks(md) {
  md.core.ruler.push('repository-links', ({ tokens, env }) => {
    for (const { children } of tokens) {
      if (!children) continue;
      let unlinked = false;
      for (const token of children) {
        if (token.type === 'link_open') unlinked = relink(token, env.path) === undefined;
        if (unlinked && (token.type === 'link_open' || token.type === 'link_close')) {
          Object.assign(token, { type: 'text', tag: '', nesting: 0, content: '' });
        }
      }
    }
  });
}

/** @returns undefined if there is nothing to link to */
function relink(token, page) {
  const href = token.attrGet('href').replace(fileOnTheWeb, '');
  if (/^(?:[a-z]+:|#|\/)/i.test(href)) return href;
  const [path, anchor] = href.split('#');
  // An included file's links are seen from the page that includes it; those of a README also from where it is.
  const readme = join(root, 'packages', basename(page, '.md'));
  const file = [dirname(page), readme, root].map((base) => resolve(base, decodeURI(path))).find((candidate) => existsSync(candidate));
  if (!file) return href;
  const target = pageOf(file);
  if (!target) return undefined;
  const url = `/${target}${anchor ? `#${anchor}` : ''}`;
  token.attrSet('href', url);
  return url;
}
