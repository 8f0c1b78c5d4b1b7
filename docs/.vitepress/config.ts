import { katex } from '@mdit/plugin-katex';
import type { DefaultTheme, UserConfig } from 'vitepress';
import { anchorOf } from './anchors.ts';
import { SITE } from './folders.ts';
import { siteLink } from './projectPages.ts';
import { sidebar } from './sidebar.ts';

const config: UserConfig<DefaultTheme.Config> = {
  title: 'ottoflow',
  description:
    'Wasserstein gradient flows: JKO steps, finite volumes, Brownian particles, and whether they agree',
  lang: 'en-GB',
  cleanUrls: true,
  // Where on its host the site stands.
  base: process.env.DOCS_BASE ?? '/',
  outDir: SITE,
  cacheDir: '../node_modules/.vitepress',
  rewrites: { 'generated/:rest(.*)': ':rest' },
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    anchor: { slugify: anchorOf },
    // Braces are indices here.
    attrs: { disable: true },
    config: (md) => {
      // No page has markup of its own, and doc comments have bras and kets that look like some.
      md.core.ruler.push('project links', ({ tokens }) => {
        for (const { children } of tokens)
          for (const token of children ?? [])
            if (token.type === 'link_open') token.attrSet('href', siteLink(token.attrGet('href') ?? ''));
      });
      md.disable(['html_block', 'html_inline']);
      // Two versions of the types of one parser.
      katex(md as unknown as Parameters<typeof katex>[0], {
        mathFence: true,
        throwOnError: true,
        strict: 'error',
        output: 'htmlAndMathml',
      });
    },
  },
  themeConfig: {
    nav: [
      { text: 'Start', link: '/guide/start' },
      { text: 'Guide', link: '/guide/energies', activeMatch: '^/guide/' },
      { text: 'Theory', link: '/theory/jko-step', activeMatch: '^/theory/' },
      { text: 'Gallery', link: '/gallery' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
  },
  vite: {
    // One page holds the index of the search; it is loaded when somebody searches.
    build: { chunkSizeWarningLimit: 4000 },
  },
};

export default config;
