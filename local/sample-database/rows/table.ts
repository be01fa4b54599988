export type Row = readonly (string | number | null)[];

export interface SampleTable {
  readonly name: string;
  /** About how many rows will come, for progress. */
  readonly expectedRows: number;
  /** Values in the order of the table's columns, made one row at a time. */
  rows(): Iterable<Row>;
}
