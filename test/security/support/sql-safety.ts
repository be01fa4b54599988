import { readFileSync } from 'node:fs';

const FOLDER = new URL('../../data/sql-safety/', import.meta.url);

export interface HostileStatement {
  readonly id: string;
  readonly dialect: string;
  readonly category: string;
  readonly sql: string;
}

/** The PostgreSQL statements that must be refused. */
export function hostileStatements(): HostileStatement[] {
  return readFileSync(new URL('refuse.jsonl', FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
    .filter(({ dialect }) => dialect === 'postgres');
}

/** The schema those statements speak about. */
export const HOSTILE_SCHEMA = readFileSync(new URL('schema.sql', FOLDER), 'utf8');

/** The tables a principal may read there. */
export function readableTables(): string[] {
  const { tables } = JSON.parse(readFileSync(new URL('postgres.schema.json', FOLDER), 'utf8'));
  return tables.map(({ name }: { name: string }) => name);
}
