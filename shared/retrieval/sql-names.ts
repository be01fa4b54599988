import { RESERVED_WORDS } from './reserved-words.ts';

/** As PostgreSQL reads it back: in quotes only where it must be. */
export function quoteName(name: string): string {
  const plain = /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED_WORDS.has(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A table without a schema is written as it is. */
export function quoteId(id: string): string {
  const dot = id.indexOf('.');
  const name = quoteName(id.slice(dot + 1));
  return dot > 0 ? `${quoteName(id.slice(0, dot))}.${name}` : name;
}

export const quoteValue = (value: string) => `'${oneLine(value).replaceAll("'", "''")}'`;

/** Comments come from the database: one line, whatever a model takes for the end of one. */
export function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
