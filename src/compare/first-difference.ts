/** Where two JSON values first differ, in the order of the first one's keys. */
export interface Difference {
  /** Such as `findings[3].quote`; '' for the whole. */
  readonly path: string;
  /** Each as JSON, undefined where it is not there. */
  readonly saved: string | undefined;
  readonly found: string | undefined;
}

/** Nesting at most: a report has six levels, and a file from anywhere may have a million. */
const deepest = 100;

/** The first difference between what was saved and what was found now; undefined where there is none. Keys are compared whatever their order. */
export function firstDifference(saved: unknown, found: unknown, path = '', depth = 0): Difference | undefined {
  if (Object.is(saved, found)) return undefined;
  const bothArrays = Array.isArray(saved) && Array.isArray(found);
  if (depth > deepest || (!bothArrays && !(isRecord(saved) && isRecord(found))))
    return { path, saved: written(saved), found: written(found) };
  const [a, b] = [entriesOf(saved), entriesOf(found)];
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const inner = bothArrays ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
    const difference = firstDifference(a.get(key), b.get(key), inner, depth + 1);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entriesOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value).filter(([, inner]) => inner !== undefined) : []);

function written(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
