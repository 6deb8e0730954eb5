import { renderToString } from 'preact-render-to-string';
import type { Grade } from '../../model/score.ts';
import type { SiteFile } from '../../model/site.ts';
import { points } from './marks.tsx';
import type { Entry } from './overview.ts';
import { paths } from './paths.ts';

/** Of the tile that holds the grade; white letters on each reach 4.5:1 (WCAG 2.2, 1.4.3). */
const colours: Readonly<Record<Grade, string>> = { A: '#1a7340', B: '#4a7318', C: '#856404', D: '#b0470d', E: '#a3211b' };

/** A small picture to put on other pages: what the policy says, graded. */
export function badge(entry: Entry): SiteFile {
  const { grade, score } = entry.overall;
  const right = score === null ? 'no score' : `${grade ?? ''} ${points(score)} of 100`.trim();
  const label = `Earshot, what the policy says of ${entry.title}: ${right}`;
  const svg = (
    <svg xmlns="http://www.w3.org/2000/svg" width="176" height="20" viewBox="0 0 176 20" role="img" aria-label={label}>
      <title>{label}</title>
      <rect width="176" height="20" rx="3" fill="#33393e" />
      <path d="M96 0h77a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H96z" fill={grade === null ? '#596169' : colours[grade]} />
      <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">
        <text x="48" y="14" textLength="84">
          Earshot policy
        </text>
        <text x="136" y="14">
          {right}
        </text>
      </g>
    </svg>
  );
  return { path: paths.badge(entry.product.id), content: `${renderToString(svg)}\n` };
}
