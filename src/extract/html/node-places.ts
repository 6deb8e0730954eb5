import type { AnyNode, Document } from 'domhandler';

/** From and to, in places: every beginning and every end of a node is one, counted in the order of the page. */
export type Stretch = readonly [from: number, to: number];

/** Where each node begins and ends. */
export type Places = ReadonlyMap<AnyNode, Stretch>;

/** Numbers all nodes of a page by one walk without recursion. */
export const nodePlaces = (document: Document): Places => {
  const places = new Map<AnyNode, Stretch>();
  const stack: { readonly node: AnyNode; readonly from?: number }[] = [];
  let place = 0;
  const push = (nodes: readonly AnyNode[]): void => {
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i];
      if (node !== undefined) stack.push({ node });
    }
  };
  push(document.children);
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, from } = step;
    if (from !== undefined) places.set(node, [from, place++]);
    else if ('children' in node) {
      stack.push({ node, from: place++ });
      push(node.children);
    } else {
      places.set(node, [place, place + 1]);
      place += 2;
    }
  }
  return places;
};

/** The nodes in the order of the page, without those that lie in another of them. */
export const outermost = <Node extends AnyNode>(
  nodes: readonly Node[],
  places: Places,
): readonly { readonly node: Node; readonly stretch: Stretch }[] => {
  const placed = nodes.flatMap((node) => {
    const stretch = places.get(node);
    return stretch === undefined ? [] : [{ node, stretch }];
  });
  let end = -1;
  return placed
    .toSorted((a, b) => a.stretch[0] - b.stretch[0])
    .filter(({ stretch }) => {
      if (stretch[1] < end) return false;
      end = stretch[1];
      return true;
    });
};

/** Whether a stretch lies wholly in one of these. */
export const within = (stretches: readonly Stretch[]): ((asked: Stretch) => boolean) => {
  const sorted = stretches.toSorted((a, b) => a[0] - b[0]);
  let furthest = -1;
  /** Of all that begin here or before: the furthest end. */
  const ends = sorted.map(([, to]) => (furthest = Math.max(furthest, to)));
  return ([from, to]) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.[0] ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    return low > 0 && (ends[low - 1] ?? -1) >= to;
  };
};
