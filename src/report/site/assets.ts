import { siteAssets } from 'earshot:site-assets';
import type { SiteFile } from '../../model/site.ts';

/** The style sheet, the script and the icon, as they stand in `src/report/site/assets`. */
export function assets(): readonly SiteFile[] {
  return siteAssets.map(({ name, content }) => ({ path: `assets/${name}`, content }));
}
