/** A table of text, as a CSV file or a sheet of a workbook is one. */
export interface Sheet {
  /** Undefined for a CSV file, which is one sheet. */
  readonly name?: string;
  readonly rows: readonly (readonly string[])[];
}

/** Many times what a glossary of thousands of columns takes. */
export const MOST_ROWS = 50_000;
