import type { SiteFile } from '../../model/site.ts';
import type { Overview } from './overview.ts';
import type { Page } from './page.tsx';

/** `robots.txt`, and where the site's address is known the sitemap of its listed pages. */
export function sitemap(overview: Overview, pages: readonly Page[]): readonly SiteFile[] {
  const { siteUrl } = overview.input.options;
  const robots = 'User-agent: *\nAllow: /\n';
  if (siteUrl === undefined) return [{ path: 'robots.txt', content: robots }];
  const urls = pages
    .filter(({ isUnlisted, path }) => isUnlisted !== true && path !== '404.html')
    .map(({ path }) => `  <url><loc>${xml(siteUrl + path.replace(/(^|\/)index\.html$/u, '$1'))}</loc></url>\n`);
  return [
    { path: 'robots.txt', content: `${robots}Sitemap: ${siteUrl}sitemap.xml\n` },
    {
      path: 'sitemap.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`,
    },
  ];
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
