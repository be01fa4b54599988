/** A literal of an approved statement and what it is compared with. */
export interface SqlLiteral {
  /** UTF-16 offsets of its text, quotes included. */
  readonly start: number;
  readonly end: number;
  readonly value: string | number;
  /** `compare`: against something that is no constant; `limit`: says how many rows; `constant`: anything else. */
  readonly role: 'compare' | 'limit' | 'constant';
  /** The column it is equal or unequal to, written schema.table.column. */
  readonly column?: string;
}
