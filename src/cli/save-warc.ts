import { closeSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import type { FetchOptions } from '../fetch/fetch-options.ts';
import { warcWriter } from '../fetch/write-warc.ts';
import { UserError } from '../model/user-error.ts';
import { shortened } from './known.ts';

/** A WARC file that is written while pages are fetched, record by record, so that what is there is whole whatever happens next. */
export interface WarcFile extends Required<Pick<FetchOptions, 'onExchange' | 'onBuiltPage'>> {
  readonly close: () => void;
}

/** Begins a new WARC file, gzip where its name ends in `.gz`. An older file of the name is never written over. */
export function openWarc(path: string, version: string, clock: () => number): WarcFile {
  const file = opened(path);
  const writer = warcWriter({
    software: `earshot/${version} (+https://www.npmjs.com/package/earshot)`,
    at: new Date(clock()).toISOString(),
    filename: basename(path),
    gzip: /\.gz$/iu.test(path),
  });
  const append = (bytes: Uint8Array): void => {
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    } catch (cause) {
      throw new UserError(`${shortened(path)} could not be written to the end: check the space on the disk.`, { cause });
    }
  };
  append(writer.head());
  return {
    onExchange: (exchange) => append(writer.exchange(exchange)),
    onBuiltPage: (page) => append(writer.builtPage(page)),
    close: () => closeSync(file),
  };
}

function opened(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EEXIST')
      throw new UserError(`${shortened(path)} is there already, and is not written over: name another file for --save-warc.`, { cause });
    throw new UserError(
      `${shortened(path)} cannot be written: name a file for --save-warc in a folder that is there and that you may write to.`,
      { cause },
    );
  }
}
