// ../site/tests/helpers/chromium.ts
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { brotliDecompress, createBrotliDecompress } from 'node:zlib';
import { chromium } from 'playwright-core';
var containerArgs = ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage', '--disable-gpu', '--disable-software-rasterizer'];
async function launchChromium() {
  const { executablePath } = await testChromium();
  return await chromium.launch({ executablePath });
}
var made;
async function testChromium() {
  made ??= unpackedOnce();
  return await made;
}
async function unpackedOnce() {
  const main = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const root2 = dirname(dirname(dirname(main)));
  const { version } = JSON.parse(await readFile(join(root2, 'package.json'), 'utf8'));
  const cache = join(dirname(dirname(root2)), '.cache');
  const home = join(cache, `earshot-chromium-${version}-1`);
  const executablePath = join(home, 'chromium.sh');
  if (existsSync(executablePath)) return { executablePath };
  await mkdir(cache, { recursive: true });
  const beside = await mkdtemp(join(cache, 'earshot-chromium-'));
  try {
    const bin = join(root2, 'bin');
    await Promise.all([
      pipeline(
        createReadStream(join(bin, 'chromium.br')),
        createBrotliDecompress(),
        createWriteStream(join(beside, 'chromium'), { mode: 493 }),
      ),
      unpackTar(join(bin, 'al2023.tar.br'), beside),
      unpackTar(join(bin, 'fonts.tar.br'), beside),
    ]);
    await writeFile(join(beside, 'fonts.conf'), fontsConf(join(home, 'fonts'), join(home, 'fonts-cache')));
    await writeFile(join(beside, 'chromium.sh'), starter, { mode: 493 });
    await rename(beside, home).catch((error) => {
      if (!existsSync(executablePath)) throw error;
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  return { executablePath };
}
var starter = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
export FONTCONFIG_PATH="$here" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" ${containerArgs.join(' ')} "$@"
`;
var fontsConf = (fonts, cache) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${cache}</cachedir><config></config></fontconfig>
`;
async function unpackTar(packed, into) {
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
      await writeFile(path, tar.subarray(at + 512, at + 512 + size), { mode: 493 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

// ../../shots.mts
var [out, root, ...pages] = process.argv.slice(2);
var browser = await launchChromium();
var schemes = (process.env.SCHEMES ?? 'light').split(',');
var widths = (process.env.WIDTHS ?? '1280').split(',').map(Number);
for (const scheme of schemes)
  for (const width of widths) {
    const context = await browser.newContext({
      colorScheme: scheme,
      viewport: { width, height: 900 },
      javaScriptEnabled: process.env.JS !== '0',
    });
    const page = await context.newPage();
    page.on('console', (m) => console.log('console', m.text()));
    for (const path of pages) {
      await page.goto(`file://${root}/${path}`);
      await page.waitForTimeout(150);
      const w = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      if (w[0] > w[1]) console.log('OVERFLOW', path, width, w);
      const name = `${out}/${path.replace(/[/?=&#]/g, '_')}-${width}-${scheme}.png`;
      const tall = await page.evaluate(() => document.documentElement.scrollHeight);
      const y = Number(process.env.Y ?? 0);
      await page.screenshot({
        path: name,
        fullPage: true,
        clip: { x: 0, y, width, height: Math.min(Number(process.env.H ?? 2200), tall - y) },
      });
      console.log(name);
    }
    await context.close();
  }
await browser.close();
