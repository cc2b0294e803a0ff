import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..');

/** The first heading of a page. */
const titleOf = (file) => /^# (.+)$/m.exec(readFileSync(file, 'utf8'))?.[1].replaceAll('`', '');

const page = (link, text = titleOf(join(docs, `${link}.md`))) => ({ text, link: `/${link.replace(/index$/, '')}` });

/** The pages of a folder, its index aside, in the order of `first`, then of their names. */
function folder(name, first = []) {
  const names = existsSync(join(docs, name)) ? readdirSync(join(docs, name)) : [];
  const pages = names.filter((file) => file.endsWith('.md') && file !== 'index.md').map((file) => file.slice(0, -3));
  const rank = (file) => (first.includes(file) ? first.indexOf(file) : first.length);
  return pages.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1)).map((file) => page(`${name}/${file}`));
}

/**
 * The packages in typedoc's order, each with its tree. typedoc writes them beside the pages of the API; before that
 * there are none.
 */
function apiPackages() {
  const file = join(docs, 'api', 'typedoc-sidebar.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}

const group = (text, items, collapsed) => ({ text, items, ...(collapsed === undefined ? {} : { collapsed }) });

/** One sidebar for the guides; one for the API of each package, because a page contains all of its sidebar. */
export function sidebar() {
  const packages = apiPackages();
  const links = packages.map(({ text, link }) => ({ text, link }));
  const ofPackages = packages.map((tree) => [
    tree.link,
    [group('API', [{ text: 'All packages', link: '/api/' }, ...links]), tree].map(opened),
  ]);
  return { ...Object.fromEntries(ofPackages), '/': guides(links) };
}

const opened = (item) => ({ ...item, collapsed: false });

const guides = (api) => [
  group('Guide', folder('guide', ['getting-started'])),
  group('Packages', folder('packages', ['async', 'parallel', 'multi', 'share', 'core-native', 'pycurl-compat'])),
  group('Recipes', folder('recipes'), true),
  group('Coming from', [page('porting-from-pycurl', 'pycurl'), ...folder('coming-from')], true),
  group(
    'Reference',
    [...folder('reference'), ...folder('generated'), page('errors'), page('callbacks'), page('performance'), page('testing')],
    true,
  ),
  group('API', [{ text: 'All packages', link: '/api/' }, ...api], true),
  group('Contributing', [page('contributing/index'), page('architecture'), ...folder('contributing'), ...folder('upstream')], true),
];
