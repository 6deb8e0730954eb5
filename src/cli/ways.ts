import type { FetchOptions } from '../fetch/fetch-options.ts';
import type { BrowserPlaces } from '../fetch/find-browser.ts';
import { renderModes, type OtherWays } from '../fetch/other-ways.ts';
import { UserError } from '../model/user-error.ts';
import { oneOf, shortened } from './known.ts';

/** The flags that say how pages may be had which a plain request does not bring, and where what came is kept. */
export interface WayFlags {
  readonly render: string;
  readonly browser?: string;
  readonly wayback?: true;
  readonly waybackBase?: string;
  readonly saveWarc?: string;
}

export interface Ways {
  readonly ways: OtherWays;
  readonly fetch: FetchOptions;
  /** To be called when everything has been fetched. */
  readonly end: () => void;
}

/** The flags understood: `fetch` with what they add to it. Begins the WARC file. */
export async function waysOf(flags: WayFlags, fetch: FetchOptions, version: string): Promise<Ways> {
  const render = oneOf(flags.render, renderModes, 'word for --render');
  const browser = browserPlaces(flags.browser);
  if (render === 'always' || flags.browser !== undefined) {
    const { cannotRender } = await import('../fetch/render-page.ts');
    const why = await cannotRender(browser);
    if (why !== undefined)
      throw new UserError(
        `no page can be built by a browser: ${shortened(why)}. Install Chrome or Chromium and playwright-core (npm install playwright-core), or name a browser with --browser.`,
      );
  }
  const warc = flags.saveWarc === undefined ? undefined : (await import('./save-warc.ts')).openWarc(flags.saveWarc, version, fetch.clock);
  const kept = warc === undefined ? fetch : { ...fetch, onExchange: warc.onExchange, onBuiltPage: warc.onBuiltPage };
  const wayback = flags.wayback === true ? (await import('../fetch/wayback.ts')).wayback(kept, flags.waybackBase) : undefined;
  return {
    ways: { render, browser, ...(wayback === undefined ? {} : { wayback }) },
    fetch: kept,
    end: () => warc?.close(),
  };
}

/** Where a browser may be: the one named, by the flag or EARSHOT_BROWSER, or those of this machine. */
function browserPlaces(flag: string | undefined): BrowserPlaces {
  const {
    EARSHOT_BROWSER: set = '',
    PATH: path = '',
    LOCALAPPDATA: local,
    ProgramFiles: files,
    'ProgramFiles(x86)': files86,
  } = process.env;
  const named = flag ?? (set === '' ? undefined : set);
  return {
    ...(named === undefined ? {} : { named }),
    path,
    platform: process.platform,
    programs: [local, files, files86].filter((folder) => folder !== undefined),
  };
}
