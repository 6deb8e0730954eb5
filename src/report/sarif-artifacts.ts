import type { Report, ReportContext } from '../model/report.ts';
import type { Span } from '../model/text.ts';
import { harmless } from './harmless.ts';

/** Splits one block of a policy into sentences; spans are relative to the string it is given. */
export type SentencesOf = (text: string) => readonly Span[];

/** A policy's text as a file that code-scanning alerts can point into: one sentence a line. */
export interface SarifArtifact {
  /** A file name safe on every system: `[a-z0-9.-]`, at most 80 characters, unlike every other of the report. */
  readonly path: string;
  readonly content: string;
}

/** Where a passage stands in an artifact: lines and columns from 1, columns in UTF-16 code units, the end column exclusive. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/**
 * The spans of a policy's text that become the lines of its artifact, in order. Blocks are given to the splitter one by one, since a
 * segmenter's cost grows with the square of what it is given. What stands between two sentences belongs to the earlier: no word is lost.
 */
export function linesOf(text: string, sentencesOf: SentencesOf): readonly Span[] {
  const lines: Span[] = [];
  let at = 0;
  for (const block of text.split('\n')) {
    const starts = sentencesOf(block)
      .map(([start]) => start)
      .filter((start) => start > 0 && start < block.length);
    const cuts = [0, ...new Set(starts.toSorted((a, b) => a - b)), block.length];
    for (const [index, start] of cuts.slice(0, -1).entries()) {
      const end = cuts[index + 1] ?? block.length;
      if (block.slice(start, end).trim() !== '') lines.push([at + start, at + end]);
    }
    at += block.length + 1;
  }
  return lines;
}

/** The region of a span in the artifact made of these lines. A span outside every line is on the first line. */
export function regionOf(text: string, lines: readonly Span[], [start, end]: Span): Region {
  const place = (offset: number, isEnd: boolean): { readonly line: number; readonly column: number } => {
    const index = Math.max(
      0,
      lines.findLastIndex(([from]) => (isEnd ? from < offset : from <= offset)),
    );
    const [from, to] = lines[index] ?? [0, 0];
    // Characters shown harmless are longer or shorter than they were; `harmless` of a start is the start of `harmless`.
    return { line: index + 1, column: harmless(text.slice(from, Math.max(from, Math.min(offset, to)))).length + 1 };
  };
  const first = place(start, false);
  const last = place(end, true);
  // A span that cuts a character in two, or is empty at a line's start, would end before it starts.
  const isBackwards = last.line < first.line || (last.line === first.line && last.column < first.column);
  const close = isBackwards ? first : last;
  return { startLine: first.line, startColumn: first.column, endLine: close.line, endColumn: close.column };
}

/** The file name of each policy's artifact, by the policy's position; those of unread policies are reserved, not written. */
export function artifactPaths(report: Report): readonly string[] {
  const taken = new Set<string>();
  return report.policies.map((policy) => {
    const stem = fileStem(policy.finalUrl);
    let name = `${stem}.txt`;
    for (let count = 2; taken.has(name); count++) name = `${stem}-${count}.txt`;
    taken.add(name);
    return name;
  });
}

/** Longest stem, in characters: room for a counter and the ending within 80. */
const stemLimit = 70;

/** Names that Windows keeps for devices. Source: Microsoft, "Naming Files, Paths, and Namespaces". */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/u;

/** Host and path of a web address; of a file only its name, since the folders above it are nobody's business. */
function fileStem(url: string): string {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isWeb = address !== undefined && /^https?:$/u.test(address.protocol);
  const named = isWeb
    ? `${address.hostname.replace(/^www\./u, '')}${address.pathname}`
    : (url.split(/[/\\]/u).findLast((part) => part !== '') ?? '');
  const stem = named
    .toLowerCase()
    .replace(/%[0-9a-f]{2}/gu, '-')
    .replace(/\.(?:html?|md|txt|pdf|php|aspx)$/u, '')
    .replace(/[^a-z0-9.]+/gu, '-')
    .replace(/\.{2,}/gu, '.')
    .slice(0, stemLimit)
    .replace(/^[.-]+|[.-]+$/gu, '');
  return stem === '' || reserved.test(stem) ? `policy-${stem}`.replace(/-$/u, '') : stem;
}

/** What `--sarif-artifacts DIR` writes: each policy that was read, one sentence a line, with nothing in it that an editor obeys. */
export function sarifArtifacts(report: Report, context: ReportContext, sentencesOf: SentencesOf): readonly SarifArtifact[] {
  const paths = artifactPaths(report);
  return context.texts.flatMap((text, index) => {
    const path = paths[index];
    if (text === null || path === undefined) return [];
    const lines = linesOf(text, sentencesOf).map(([start, end]) => harmless(text.slice(start, end)).trimEnd());
    return [{ path, content: lines.length === 0 ? '' : `${lines.join('\n')}\n` }];
  });
}
