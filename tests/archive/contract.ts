import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { standingOf } from '../../src/judge/standing.ts';
import type { Archive, ProductRecord } from '../../src/model/archive.ts';
import { arrivalOf, snapshotOf, words } from './arrivals.ts';

export interface Opened {
  readonly archive: Archive;
  /** Another way into the same archive, as another process would have it. */
  readonly again: () => Promise<Archive>;
  readonly dispose: () => Promise<void>;
}

/** What every archive must do, whatever it is kept in. */
export function archiveContract(name: string, open: () => Promise<Opened>): void {
  describe(`the archive's contract: ${name}`, () => {
    let opened: Opened;
    let archive: Archive;
    beforeEach(async () => {
      opened = await open();
      ({ archive } = opened);
    });
    afterEach(async () => await opened.dispose());
    const take = async (...arrivals: readonly ReturnType<typeof arrivalOf>[]) => await archive.take(arrivals, standingOf);

    it('keeps products and the policies they share, and lists them by id', async () => {
      const tv: ProductRecord = {
        id: 'veldora/aurora',
        name: 'Aurora TV',
        maker: 'Veldora',
        kind: 'tv',
        country: 'DE',
        policies: ['veldora/privacy', 'veldora/voice'],
      };
      const box: ProductRecord = { id: 'veldora/box', name: 'Veldora Box', maker: 'Veldora', policies: ['veldora/privacy'] };
      await archive.put({
        policies: [{ id: 'veldora/privacy', name: 'Privacy Policy', url: 'https://www.veldora.example/privacy', role: 'main' }],
      });
      await archive.put({ products: [box, tv] });
      expect(await archive.products()).toEqual([tv, box]);
      expect(await archive.policies()).toEqual([
        { id: 'veldora/privacy', name: 'Privacy Policy', url: 'https://www.veldora.example/privacy', role: 'main' },
        { id: 'veldora/voice', name: 'voice' },
      ]);
      await archive.put({ products: [{ ...tv, policies: ['veldora/privacy'] }] });
      expect((await archive.products())[0]?.policies).toEqual(['veldora/privacy']);
    });

    it('gives the bytes back as they came, whatever they are', async () => {
      const bodies = [
        '',
        '\n',
        '\n\n\n',
        'a',
        '# Title\n\n' + 'One paragraph of some length.\n\n'.repeat(300),
        'x'.repeat(300_000),
        '\0\ufffd\r\n\u2028é'.repeat(5000),
      ];
      const random = Buffer.from(Array.from({ length: 200_000 }, (_, k) => (k * k * 31 + (k >> 3)) & 0xff));
      const arrivals = bodies.map((body, k) => arrivalOf(body, `2026-03-0${k + 1}T00:00:00.000Z`, { policy: `made-up/p${k}` }));
      const binary = arrivalOf('', '2026-03-09T00:00:00.000Z', { policy: 'made-up/binary' });
      const sha256 = snapshotOf('', '').sha256;
      await take(...arrivals, { ...binary, snapshot: { ...binary.snapshot, body: random, sha256: await digest(random) } });
      for (const { snapshot } of arrivals)
        expect(Buffer.from((await archive.body(snapshot.sha256)) ?? []).equals(Buffer.from(snapshot.body))).toBe(true);
      expect(Buffer.from((await archive.body(await digest(random))) ?? []).equals(random)).toBe(true);
      expect(await archive.body('0'.repeat(64))).toBeNull();
      expect(Buffer.from((await archive.body(sha256)) ?? []).length).toBe(0);
      expect(await archive.check()).toMatchObject({ bodies: 8, snapshots: 8, faults: [] });
    });

    it('keeps every page of a policy that is split over several, each once, and finds it by any of them', async () => {
      const first = arrivalOf(words(200), '2026-03-01T00:00:00.000Z');
      const second = {
        ...snapshotOf(words(100, 'they'), '2026-03-01T00:00:01.000Z', 'https://www.veldora.example/privacy/2'),
        selection: { select: ['main'] },
      };
      const third = {
        ...snapshotOf(words(90, 'it'), '2026-03-01T00:00:02.000Z', 'https://www.veldora.example/privacy/3'),
        rendered: true as const,
      };
      const split = { ...first, snapshot: { ...first.snapshot, further: [second, third] } };
      const [taken] = await take(split);
      const { body: _second, ...secondPage } = second;
      const { body: _third, ...thirdPage } = third;
      expect(taken?.snapshot.further).toEqual([secondPage, thirdPage]);
      expect(taken?.snapshot.bytes).toBe(first.snapshot.body.length + second.body.length + third.body.length);
      for (const { sha256, body } of [first.snapshot, second, third]) {
        expect(Buffer.from((await archive.body(sha256)) ?? []).equals(Buffer.from(body))).toBe(true);
        expect((await archive.snapshots({ sha256 })).map(({ id }) => id)).toEqual([taken?.snapshot.id]);
      }
      expect(await archive.snapshots({ sha256: second.sha256, policy: 'other/privacy' })).toEqual([]);
      expect(await archive.check()).toMatchObject({ snapshots: 1, bodies: 3, faults: [] });
      const changed = { ...split, facts: { ...split.facts, print: 'f'.repeat(32) }, snapshot: { ...split.snapshot, further: [third] } };
      const [again] = await take(changed);
      expect(again?.snapshot.id).not.toBe(taken?.snapshot.id);
      expect((await archive.snapshots({ sha256: third.sha256 })).length).toBe(2);
      expect((await archive.check()).bodies).toBe(3);
    });

    it('lists a snapshot with all that is known of it', async () => {
      const plain = arrivalOf(words(200), '2026-03-01T00:00:00.000Z');
      const copy = { archive: 'wayback', archivedAt: '2026-02-01T00:00:00.000Z', address: 'https://web.archive.org/web/2026/x' } as const;
      const about = { acceptLanguage: 'en', rendered: true, keptBy: copy } as const;
      const selection = { select: ['main', { startBefore: '#a', endAfter: '#b' }], remove: ['nav'] };
      const arrival = { ...plain, snapshot: { ...plain.snapshot, ...about, selection } };
      const [taken] = await take(arrival);
      expect(taken?.snapshot).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{16}$/u) as string,
        policy: 'veldora/privacy',
        url: arrival.snapshot.url,
        finalUrl: arrival.snapshot.finalUrl,
        redirects: arrival.snapshot.redirects,
        status: 200,
        headers: arrival.snapshot.headers,
        ...about,
        selection,
        fetchedAt: '2026-03-01T00:00:00.000Z',
        sha256: arrival.snapshot.sha256,
        bytes: arrival.snapshot.body.length,
        origin: 'fetch',
        lane: 'first',
        standing: 'accepted',
        because: 'first',
        print: arrival.facts.print,
        words: 200,
        language: 'en',
        seen: 2,
        lastSeenAt: '2026-03-01T00:00:00.000Z',
        decidedAt: '2026-03-01T00:00:00.000Z',
      });
      expect(await archive.current('veldora/privacy')).toEqual(taken?.snapshot);
      expect(await archive.snapshot(taken?.snapshot.id.slice(0, 6) ?? '')).toEqual(taken?.snapshot);
      expect(await archive.snapshots({ sha256: arrival.snapshot.sha256 })).toEqual([taken?.snapshot]);
      expect(await archive.snapshot('')).toBeNull();
      expect(await archive.snapshot("' OR 1=1 --")).toBeNull();
      expect(await archive.current('nobody/nothing')).toBeNull();
    });

    it('notes a text that still stands as checked, and keeps no second copy', async () => {
      await take(arrivalOf(words(200), '2026-03-01T00:00:00.000Z'));
      const [second] = await take(
        arrivalOf(`<p>${words(200)}</p>`, '2026-03-02T00:00:00.000Z', { seen: 1, facts: arrivalOf(words(200), '').facts }),
      );
      expect(second).toMatchObject({ decision: { kind: 'unchanged' }, snapshot: { seen: 3, lastSeenAt: '2026-03-02T00:00:00.000Z' } });
      expect(await archive.snapshots({})).toHaveLength(1);
      const events = await archive.eventsSince(0);
      expect(events.map(({ kind, at }) => [kind, at.slice(0, 10)])).toEqual([
        ['accepted', '2026-03-01'],
        ['unchanged', '2026-03-02'],
      ]);
      expect(await archive.eventsSince(events[0]?.cursor ?? 0)).toEqual(events.slice(1));
      expect(await archive.eventsSince(0, { policy: 'nobody/nothing' })).toEqual([]);
    });

    it('keeps a text once that two runs fetched, handed in in the other order', async () => {
      await take(arrivalOf(words(100), '2026-03-01T00:00:00.000Z'));
      const [first] = await take(arrivalOf(words(100, 'our'), '2026-03-02T00:00:02.000Z'));
      const [second] = await take(arrivalOf(words(100, 'our'), '2026-03-02T00:00:01.000Z'));
      expect([first?.decision.kind, second?.decision.kind]).toEqual(['new', 'unchanged']);
      expect(second?.snapshot.id).toBe(first?.snapshot.id);
      expect((await archive.snapshots({})).map(({ because }) => because)).toEqual(['first', 'confirmed']);
    });

    it('holds a text until it has stood, and says what was published before it', async () => {
      await take(arrivalOf(words(200), '2026-03-01T00:00:00.000Z'));
      const short = words(20);
      const [held] = await take(arrivalOf(short, '2026-03-02T00:00:00.000Z'));
      expect(held?.snapshot).toMatchObject({
        standing: 'held',
        because: 'shortened',
        detail: '90 % shorter than on 2026-03-01 (20 words, before 200)',
      });
      expect(held?.before?.words).toBe(200);
      expect((await archive.current('veldora/privacy'))?.words).toBe(200);
      expect(await archive.snapshots({ standing: 'held' })).toEqual([held?.snapshot]);
      await take(arrivalOf(short, '2026-03-05T00:00:00.000Z'));
      const [released] = await take(arrivalOf(short, '2026-03-09T00:00:00.000Z', { seen: 1 }));
      expect(released?.snapshot).toMatchObject({ id: held?.snapshot.id, standing: 'accepted', because: 'shortened', seen: 5 });
      expect((await archive.current('veldora/privacy'))?.words).toBe(20);
      expect(await archive.snapshots({ standing: 'held' })).toEqual([]);
      expect((await archive.snapshots({ policy: 'veldora/privacy', standing: 'accepted' })).map((snapshot) => snapshot.words)).toEqual([
        200, 20,
      ]);
    });

    it('rejects what was held when the published text comes back', async () => {
      await take(arrivalOf(words(200), '2026-03-01T00:00:00.000Z'));
      await take(arrivalOf(words(20), '2026-03-02T00:00:00.000Z'));
      await take(arrivalOf(words(200), '2026-03-03T00:00:00.000Z'));
      expect(await archive.snapshots({ standing: 'rejected' })).toMatchObject([{ words: 20, because: 'did-not-stand' }]);
      expect((await archive.eventsSince(0)).map(({ kind }) => kind)).toEqual(['accepted', 'held', 'rejected', 'unchanged']);
    });

    it('lets a person decide, with a name and a reason', async () => {
      await take(arrivalOf(words(200), '2026-03-01T00:00:00.000Z'));
      const [held] = await take(arrivalOf(words(20), '2026-03-02T00:00:00.000Z'));
      const why = { by: 'Jo', note: 'they really cut it', at: '2026-03-03T00:00:00.000Z' };
      expect(await archive.decideByHand('ffffffffffffffff', 'accepted', why)).toBeNull();
      const decided = await archive.decideByHand(held?.snapshot.id ?? '', 'accepted', why);
      expect(decided).toMatchObject({ standing: 'accepted', because: 'by-hand', decidedBy: 'Jo', note: 'they really cut it' });
      expect((await archive.current('veldora/privacy'))?.words).toBe(20);
    });

    it('keeps an imported history once, in its own order, with times that go back', async () => {
      const history = [
        arrivalOf(words(100, 'a'), '2020-01-01T00:00:00.000Z', { origin: 'ota', source: 'c1' }),
        arrivalOf(words(100, 'b'), '2020-06-01T00:00:00.000Z', { origin: 'ota', source: 'c2' }),
        arrivalOf(words(100, 'c'), '2020-03-01T00:00:00.000Z', {
          origin: 'ota',
          source: 'c3',
          lane: 'technical',
          orderedAt: '2020-06-01T00:00:00.000Z',
        }),
        arrivalOf(words(100, 'c'), '2020-07-01T00:00:00.000Z', { origin: 'ota', source: 'c4' }),
      ];
      const first = await take(...history);
      expect(first.map(({ wasKnown }) => wasKnown)).toEqual([false, false, false, false]);
      const listed = await archive.snapshots({ policy: 'veldora/privacy' });
      expect(listed.map(({ source, lane }) => [source, lane])).toEqual([
        ['c1', 'first'],
        ['c2', 'change'],
        ['c3', 'technical'],
      ]);
      const second = await take(...history);
      expect(second.map(({ wasKnown, snapshot }) => [wasKnown, snapshot.source])).toEqual([
        [true, 'c1'],
        [true, 'c2'],
        [true, 'c3'],
        [true, 'c3'],
      ]);
      expect(await archive.snapshots({})).toEqual(listed);
      expect(await archive.eventsSince(0)).toEqual([]);
    });

    it('takes a past in behind what it has: an older snapshot does not become the published text', async () => {
      await take(arrivalOf(words(100, 'now'), '2026-03-01T00:00:00.000Z'));
      await take(arrivalOf(words(100, 'then'), '2019-03-01T00:00:00.000Z', { origin: 'wayback' }));
      expect((await archive.current('veldora/privacy'))?.fetchedAt).toBe('2026-03-01T00:00:00.000Z');
      expect(await archive.snapshots({ policy: 'veldora/privacy', standing: 'accepted' })).toHaveLength(2);
    });

    it('notes what could not be read, with the bytes that came instead once in a row', async () => {
      const wall = { kind: 'bot-wall', detail: 'the page asks for a proof that one is human' } as const;
      await archive.noteNotRead(
        'veldora/privacy',
        '2026-03-01T00:00:00.000Z',
        wall,
        snapshotOf('<h1>Just a moment</h1>', '2026-03-01T00:00:00.000Z'),
      );
      await archive.noteNotRead(
        'veldora/privacy',
        '2026-03-02T00:00:00.000Z',
        wall,
        snapshotOf('<h1>Just a moment 2</h1>', '2026-03-02T00:00:00.000Z'),
      );
      await archive.noteNotRead('veldora/privacy', '2026-03-03T00:00:00.000Z', { kind: 'timeout', detail: 'it took too long' });
      const events = await archive.eventsSince(0);
      expect(events.map(({ kind, failure, snapshot }) => [kind, failure?.kind, snapshot !== undefined])).toEqual([
        ['not-read', 'bot-wall', true],
        ['not-read', 'bot-wall', false],
        ['not-read', 'timeout', false],
      ]);
      expect(await archive.snapshots({})).toMatchObject([{ standing: 'rejected', because: 'not-read', failure: wall }]);
      expect(await archive.current('veldora/privacy')).toBeNull();
    });

    it('takes all arrivals of a call or none', async () => {
      const bad = (): never => {
        throw new Error('the rules failed');
      };
      const arrivals = [arrivalOf(words(100), '2026-03-01T00:00:00.000Z'), arrivalOf(words(90, 'b'), '2026-03-02T00:00:00.000Z')];
      let calls = 0;
      await expect(archive.take(arrivals, (arrival, past) => (calls++ === 0 ? standingOf(arrival, past) : bad()))).rejects.toThrow(
        'the rules failed',
      );
      expect(await archive.snapshots({})).toEqual([]);
      await take(...arrivals);
      expect((await archive.check()).faults).toEqual([]);
      expect(await archive.snapshots({})).toHaveLength(2);
    });

    it('keeps derived values by bytes, program and rules', async () => {
      const key = { sha256: 'ab'.repeat(32), program: '1', rules: 'r1' };
      const value = { findings: [{ quote: 'We sell “it”.' }], none: null };
      expect(await archive.derived(key)).toBeNull();
      await archive.putDerived([{ key, value }]);
      expect(await archive.derived(key)).toEqual(value);
      expect(await archive.derived({ ...key, rules: 'r2' })).toBeNull();
      expect(await archive.derived({ sha256: key.sha256, program: '1' })).toBeNull();
      // Only what the last program and rules made is kept.
      await archive.putDerived([{ key: { ...key, sha256: 'cd'.repeat(32) }, value: 1 }]);
      expect(await archive.derived(key)).toEqual(value);
      await archive.putDerived([{ key: { ...key, rules: 'r2' }, value: 2 }]);
      expect(await archive.derived(key)).toBeNull();
      expect(await archive.derived({ ...key, rules: 'r2' })).toBe(2);
    });

    it('keeps bookmarks', async () => {
      expect(await archive.bookmark('ota:x')).toBeNull();
      await archive.putBookmark('ota:x', 'c1');
      await archive.putBookmark('ota:x', 'c2');
      expect(await archive.bookmark('ota:x')).toBe('c2');
      await archive.putBookmark('ota:x', null);
      expect(await archive.bookmark('ota:x')).toBeNull();
    });

    it('is one archive for several that have it open', async () => {
      const other = await opened.again();
      await take(arrivalOf(words(100), '2026-03-01T00:00:00.000Z'));
      expect((await other.current('veldora/privacy'))?.words).toBe(100);
      // Both fetched the same new text: one accepts it, the other finds it accepted.
      const text = words(110, 'new');
      const both = await Promise.all(
        [archive, other].map(async (one, k) => await one.take([arrivalOf(text, `2026-03-02T00:00:0${k}.000Z`)], standingOf)),
      );
      expect(new Set(both.map(([taken]) => taken?.decision.kind))).toEqual(new Set(['new', 'unchanged']));
      expect(await archive.snapshots({})).toHaveLength(2);
      await other.close();
    });

    it('joins runs of unchanged events to their first and last, and drops what can be derived again', async () => {
      await take(arrivalOf(words(100), '2026-03-01T00:00:00.000Z'));
      for (let day = 2; day < 9; day++) await take(arrivalOf(words(100), `2026-03-0${day}T00:00:00.000Z`));
      await archive.putDerived([{ key: { sha256: 'ab'.repeat(32), program: '1' }, value: 1 }]);
      await archive.compact();
      expect((await archive.eventsSince(0)).map(({ kind, at }) => `${kind} ${at.slice(8, 10)}`)).toEqual([
        'accepted 01',
        'unchanged 02',
        'unchanged 08',
      ]);
      expect(await archive.derived({ sha256: 'ab'.repeat(32), program: '1' })).toBeNull();
      expect((await archive.snapshots({}))[0]?.seen).toBe(16);
      expect((await archive.check()).faults).toEqual([]);
    });
  });
}

async function digest(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex');
}
