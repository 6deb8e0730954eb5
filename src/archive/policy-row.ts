import type { PolicyRecord, ProductRecord } from '../model/archive.ts';
import { kinds } from '../model/kind.ts';
import { orNull } from './snapshot-row.ts';
import type { Row, Statements } from './statements.ts';

/** A policy that is first heard of by its id alone. */
export function knowPolicy(statements: Statements, policy: string): void {
  statements.run('INSERT OR IGNORE INTO policy (id, name) VALUES (?, ?)', policy, policy.split('/').at(-1) ?? policy);
}

/** Writes a policy down; what is known of it and not said again stays. */
export function putPolicy(statements: Statements, { id, name, url, role }: PolicyRecord): void {
  statements.run(
    'INSERT INTO policy (id, name, url, role) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, url = coalesce(excluded.url, url), role = coalesce(excluded.role, role)',
    id,
    name,
    orNull(url),
    orNull(role),
  );
}

/** Writes a product down with its policies in their order, which take the place of those it had. */
export function putProduct(statements: Statements, { id, name, maker, kind, country, policies }: ProductRecord): void {
  statements.run(
    'INSERT INTO product (id, name, maker, kind, country) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name, maker = excluded.maker, kind = coalesce(excluded.kind, kind), country = coalesce(excluded.country, country)',
    id,
    name,
    maker,
    orNull(kind),
    orNull(country),
  );
  statements.run('DELETE FROM product_policy WHERE product = ?', id);
  for (const [place, policy] of policies.entries()) {
    knowPolicy(statements, policy);
    statements.run('INSERT INTO product_policy (product, place, policy) VALUES (?, ?, ?)', id, place, policy);
  }
}

/** A policy as its row says. */
export function policyRecord(row: Row): PolicyRecord {
  return {
    id: String(row['id']),
    name: String(row['name']),
    ...(typeof row['url'] === 'string' ? { url: row['url'] } : {}),
    ...(typeof row['role'] === 'string' ? { role: row['role'] } : {}),
  };
}

/** All products, by id. */
export function productsIn(statements: Statements): readonly ProductRecord[] {
  const named = new Map<string, string[]>();
  for (const row of statements.all('SELECT product, policy FROM product_policy ORDER BY product, place')) {
    const list = named.get(String(row['product'])) ?? [];
    list.push(String(row['policy']));
    named.set(String(row['product']), list);
  }
  return statements.all('SELECT id, name, maker, kind, country FROM product ORDER BY id').map((row) => {
    const kind = kinds.find((name) => name === row['kind']);
    return {
      id: String(row['id']),
      name: String(row['name']),
      maker: String(row['maker']),
      ...(kind === undefined ? {} : { kind }),
      ...(typeof row['country'] === 'string' ? { country: row['country'] } : {}),
      policies: named.get(String(row['id'])) ?? [],
    };
  });
}
