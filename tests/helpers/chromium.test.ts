import { expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';

test('the Chromium of the npm package runs scripts and draws text in its own fonts', async () => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.setContent('<p id="a">We listen.</p><script>document.getElementById("a").textContent += " Always."</script>');
    expect(await page.textContent('#a')).toBe('We listen. Always.');
    const box = await page.locator('#a').boundingBox();
    expect(box?.height).toBeGreaterThan(10);
    expect(Number.parseInt(browser.version(), 10)).toBeGreaterThanOrEqual(147);
  } finally {
    await browser.close();
  }
});
