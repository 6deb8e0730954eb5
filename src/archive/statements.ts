import type { Database } from './sqlite.ts';

export type Value = string | number | bigint | null | Uint8Array;
export type Row = Readonly<Record<string, unknown>>;

/** Runs SQL, each text prepared once. */
export interface Statements {
  readonly get: (sql: string, ...values: readonly Value[]) => Row | undefined;
  readonly all: (sql: string, ...values: readonly Value[]) => readonly Row[];
  readonly run: (
    sql: string,
    ...values: readonly Value[]
  ) => { readonly lastInsertRowid: number | bigint; readonly changes: number | bigint };
}

export function statementsOf(database: Database): Statements {
  const prepared = new Map<string, ReturnType<Database['prepare']>>();
  const statement = (sql: string): ReturnType<Database['prepare']> => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    get: (sql, ...values) => asRow(statement(sql).get(...values)),
    all: (sql, ...values) =>
      statement(sql)
        .all(...values)
        .map(asRow)
        .filter((row) => row !== undefined),
    run: (sql, ...values) => statement(sql).run(...values),
  };
}

function asRow(row: unknown): Row | undefined {
  return typeof row === 'object' && row !== null ? { ...row } : undefined;
}
