import { defineConfig } from 'vitepress';
import { withMermaid } from 'vitepress-plugin-mermaid';
import { repositoryLinks } from '../site/repository-links.mjs';
import { sidebar } from '../site/sidebar.mjs';

export default withMermaid(
  defineConfig({
    title: 'Curlew',
    description: 'libcurl for Node.js in TypeScript, as small packages',
    lang: 'en',
    cleanUrls: true,
    lastUpdated: false,
    srcExclude: ['node_modules/**', 'site/**'],
    markdown: { config: (md) => md.use(repositoryLinks) },
    vite: {
      // Mermaid is one large chunk, loaded only by pages with a picture.
      build: { chunkSizeWarningLimit: 4000 },
      server: { host: '127.0.0.1' },
      preview: { host: '127.0.0.1' },
    },
    themeConfig: {
      search: {
        provider: 'local',
        // Guides before the API.
        options: { miniSearch: { searchOptions: { boostDocument: (id: string) => (id.startsWith('/api/') ? 0.3 : 1) } } },
      },
      outline: [2, 3],
      nav: [
        { text: 'Guide', link: '/guide/getting-started', activeMatch: '^/(guide|packages)/' },
        { text: 'Recipes', link: '/recipes/', activeMatch: '^/recipes/' },
        { text: 'Coming from', link: '/coming-from/', activeMatch: '^/(coming-from|porting)' },
        { text: 'Reference', link: '/reference/', activeMatch: '^/(reference|generated|api|errors|callbacks)' },
      ],
      sidebar: sidebar(),
    },
  }),
);
