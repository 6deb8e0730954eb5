import { earlierTexts } from '../../src/demo/earlier-texts.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { DemoMaker } from '../../src/demo/demo-maker.ts';
import { halberry } from '../../src/demo/halberry/halberry.ts';
import { pelliqo } from '../../src/demo/pelliqo/pelliqo.ts';
import { veldora } from '../../src/demo/veldora/veldora.ts';
import { zipwend } from '../../src/demo/zipwend/zipwend.ts';
import { siteInput } from '../../src/cli/commands/site.ts';
import { siteProduct, type UnplacedProduct } from '../../src/cli/site-product.ts';
import type { Kind } from '../../src/model/kind.ts';
import type { Reply } from '../../src/model/maker.ts';
import type { SiteInput, SiteOptions } from '../../src/model/site.ts';
import { scanOf } from '../../src/scan.ts';
import { readAsFetched, readOptions, shippedReading } from './read-texts.ts';

/** Everything that a hostile policy might try, each thing in a sentence that the rules find. */
const hostileText = `# Privacy Policy <script>alert('title')</script>

This privacy policy explains how we collect, use and share personal information about you when you use our services.

We collect your voice recordings <script>alert("quote")</script> and send them to third parties.

We share your personal information with advertising partners "onmouseover="alert(1)" x=" and others.

We may sell your personal information \u202egnihton si siht\u202c to data brokers & others.

We collect your precise location </p></blockquote><img src=x onerror=alert(2)> from your device.

[You can delete your data](javascript:alert(3)) at any time in the settings: you may delete your personal information there.

We keep your information ]]> for as long as we want, {{constructor.constructor('alert(4)')()}} even after you delete your account.
`;

/** Twelve lines of a policy for a product in large numbers. */
const shortText = `# Privacy Policy

This privacy policy explains how we collect, use and share personal information about you when you use our services.

We record your voice commands and send them to a third party that turns speech into text. We do not sell your personal information.

We share personal information with advertising partners. You can opt out of this in the settings of the device.

We keep viewing history for two years. We disclose information to law enforcement when the law requires it.
`;

const at = '2026-06-01T00:00:00.000Z';

/** The four made-up makers, one with a history, a reply and a verdict; one whose policy is hostile; one that could not be read. */
export async function madeInput(options: SiteOptions = { basePath: '/' }): Promise<SiteInput> {
  const reading = await shippedReading();
  const products: UnplacedProduct[] = [];
  for (const maker of [veldora, halberry, zipwend, pelliqo]) products.push(await demoProduct(maker, reading));
  products.push(await hostileProduct(reading), await unreadProduct(reading));
  return await siteInput(products, options, '0.0.0-test');
}

type Reading = Awaited<ReturnType<typeof shippedReading>>;

async function demoProduct(maker: DemoMaker, reading: Reading): Promise<UnplacedProduct> {
  const options = await readOptions(reading, maker.product, maker.kind);
  const histories = [];
  for (const path of maker.policies) {
    const page = maker.pages.find((it) => it.path === path);
    if (page === undefined) throw new Error(`${maker.name} has no page ${path}`);
    const earlier = earlierTexts().filter((text) => text.maker === maker.id && text.page.path === path);
    const texts = [];
    for (const text of [...earlier, { takenAt: `${page.modified}T00:00:00.000Z`, page }]) {
      const document = await readAsFetched(
        Buffer.from(text.page.body),
        `https://www.${maker.id}.example${path}`,
        text.takenAt,
        text.page.contentType,
        options,
      );
      texts.push({ takenAt: text.takenAt, document });
    }
    histories.push({ id: `${maker.id}/${path.slice(1).replaceAll(/[^a-z]+/gu, '-')}`, texts });
  }
  const product = siteProduct(factsOf(maker.id, maker.name, maker.product, maker.kind), histories, options);
  return maker === veldora ? withVoices(product) : product;
}

function factsOf(id: string, name: string, product: string, kind: Kind, replies: readonly Reply[] = []) {
  const home = `https://www.${id}.example/`;
  return { product: { id: `${id}/${kind}`, name: product, kind, home, policies: [] }, maker: { id, name, home, country: 'SE' }, replies };
}

/** With a reply of the maker to a clause and to a practice, and a reader's verdicts. */
function withVoices(product: UnplacedProduct): UnplacedProduct {
  const admission = (practice: string): Finding => {
    const finding = product.report.findings.find((it) => it.practice === practice && it.stance === 'does');
    if (finding === undefined) throw new Error(`The made-up TV maker does not admit ${practice}`);
    return finding;
  };
  const [checked, wrong] = [admission('voice/capture'), admission('tracking/identifiers')];
  const reply = (about: string, text: string): Reply => ({
    id: 'veldora/press',
    maker: 'veldora',
    date: '2026-04-01',
    by: 'Veldora <b>press</b>',
    about,
    text,
  });
  return {
    ...product,
    replies: [reply(checked.id, 'This is for your comfort.\n\nWe say so openly.'), reply(wrong.practice, 'Everybody does it.')],
    report: {
      ...product.report,
      findings: product.report.findings.map((finding) =>
        finding !== checked && finding !== wrong
          ? finding
          : {
              ...finding,
              verdict: { verdict: finding === checked ? 'checked' : 'wrong', by: 'Jo', date: '2026-05-01', note: 'it is <i>plain</i>' },
            },
      ),
    },
  };
}

async function hostileProduct(reading: Reading): Promise<UnplacedProduct> {
  const name = `Evil "Cam" <img src=x onerror=alert(5)>`;
  const options = await readOptions(reading, name, 'camera');
  const document = await readAsFetched(
    Buffer.from(hostileText),
    'https://evil.example/"><script>alert(6)</script>',
    at,
    'text/markdown',
    options,
  );
  const reply: Reply = {
    id: 'evil/a',
    maker: 'evil',
    date: '2026-01-01',
    by: '<script>alert(7)</script>',
    about: 'sharing/sale',
    text: '<script>alert(8)</script>',
  };
  const facts = factsOf('evil', '<b>Evil</b>', name, 'camera', [reply]);
  const product = siteProduct(
    { ...facts, maker: { ...facts.maker, home: 'javascript:alert(9)' } },
    [{ id: 'evil/policy', texts: [{ takenAt: at, document }] }],
    options,
  );
  return {
    ...product,
    report: { ...product.report, findings: product.report.findings.map((finding) => ({ ...finding, link: 'javascript:alert(10)' })) },
  };
}

async function unreadProduct(reading: Reading): Promise<UnplacedProduct> {
  const options = await readOptions(reading, 'Shut Watch', 'wearable');
  const failure = { kind: 'bot-wall', detail: 'the page asks to prove that you are human' } as const;
  const url = 'https://shut.example/privacy';
  const document = {
    reading: { url, finalUrl: url, status: 'not-read', failure, words: 0 },
    text: null,
    findings: [],
    isPdf: false,
  } as const;
  return siteProduct(factsOf('shut', 'Shut', 'Watch', 'wearable'), [{ id: 'shut/policy', texts: [{ takenAt: at, document }] }], options);
}

/** As many products as are asked for, spread over the kinds, all with the same small policy. */
export async function manyProducts(count: number): Promise<SiteInput> {
  const reading = await shippedReading();
  const kinds: readonly Kind[] = ['tv', 'streaming', 'voice', 'phone', 'ride'];
  const options = await readOptions(reading, 'Many', 'tv');
  const document = await readAsFetched(Buffer.from(shortText), 'https://www.many.example/privacy', at, 'text/markdown', options);
  const { report } = scanOf([document], { ...options, clock: () => Date.parse(at) });
  const products = Array.from({ length: count }, (_, index): UnplacedProduct => {
    const kind = kinds[index % kinds.length] ?? 'tv';
    const facts = factsOf(`maker-number-${index}`, `Maker Number ${index}`, `Television and Sound ${index}`, kind);
    return { ...facts, report, documents: [{ takenAt: at }], editions: [], changes: [] };
  });
  return await siteInput(products, { basePath: '/' }, '0.0.0-test');
}
