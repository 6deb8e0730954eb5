import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';

/** A real Chromium with all it needs: its libraries and fonts come along, so that a bare machine runs it. */
export interface TestChromium {
  /** A small program that starts it with its own libraries and fonts: what a test may name as an installed browser. */
  readonly executablePath: string;
}

/**
 * What a container needs: as root there is no sandbox to be had, and /dev/shm is small there. `single-process` is not among them: this build
 * runs its renderers apart, which is what an installed browser does.
 */
const containerArgs = ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage', '--disable-gpu', '--disable-software-rasterizer'];

/** Starts the Chromium of the npm package. The caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const { executablePath } = await testChromium();
  return await chromium.launch({ executablePath });
}

let made: Promise<TestChromium> | undefined;

/** Unpacks the browser of `@sparticuz/chromium` once a machine and version (about 2 s), beside other tools' caches in `node_modules/.cache`. */
export async function testChromium(): Promise<TestChromium> {
  made ??= unpackedOnce();
  return await made;
}

async function unpackedOnce(): Promise<TestChromium> {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root = dirname(dirname(dirname(main)));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  const cache = join(dirname(dirname(root)), '.cache');
  const home = join(cache, `earshot-chromium-${version}-1`);
  const executablePath = join(home, 'chromium.sh');
  if (existsSync(executablePath)) return { executablePath };

  await mkdir(cache, { recursive: true });
  // Several test files may come here at once: each unpacks beside, and the first to finish puts its folder in place.
  const beside = await mkdtemp(join(cache, 'earshot-chromium-'));
  try {
    const bin = join(root, 'bin');
    await Promise.all([
      pipeline(
        createReadStream(join(bin, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(join(beside, 'chromium'), { mode: 0o755 }),
      ),
      unpackTar(join(bin, 'al2023.tar.br'), beside),
      unpackTar(join(bin, 'fonts.tar.br'), beside),
    ]);
    await writeFile(join(beside, 'fonts.conf'), fontsConf(join(home, 'fonts'), join(home, 'fonts-cache')));
    await writeFile(join(beside, 'chromium.sh'), starter, { mode: 0o755 });
    await rename(beside, home).catch((error: unknown) => {
      if (!existsSync(executablePath)) throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return { executablePath };
}

/** Finds its own folder, so that it can be moved there whole. */
const starter = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_PATH="$here" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" ${containerArgs.join(' ')} "$@"
`;

const fontsConf = (fonts: string, cache: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir><config></config></fontconfig>
`;

/** The files of a small tar archive (POSIX.1-1988 ustar: blocks of 512 bytes, name at 0, size in octal at 124, kind at 156). */
async function unpackTar(packed: string, into: string): Promise<void> {
  const tar = await promisify(brotliDecompress)(await readFile(packed));
  for (let at = 0; at + 512 <= tar.length;) {
    const header = tar.subarray(at, at + 512);
    const name = header.subarray(0, 100).toString('utf8').replace(/\0.*$/su, '');
    if (name === '') break;
    const size = Number.parseInt(header.subarray(124, 136).toString('latin1'), 8) || 0;
    const kind = String.fromCharCode(header[156] ?? 0);
    const path = join(into, normalize(name));
    if (!path.startsWith(into)) throw new Error(`${basename(packed)} holds a file outside its folder: ${name}`);
    if (kind === '5') await mkdir(path, { recursive: true });
    else if (kind === '0' || kind === '\0') {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, tar.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
