interface ExportValues {
  readonly export?: boolean | undefined;
  readonly conversation?: string | undefined;
  readonly compression?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly 'spreadsheet-safe'?: boolean | undefined;
}

/** The options of an export by the names of the API, which says what is wrong with one. */
export function exportOptions(values: ExportValues): object {
  const { compression, delimiter, 'spreadsheet-safe': spreadsheetSafe } = values;
  return { compression, delimiter, spreadsheetSafe };
}

/** Throws where something was asked for that would silently be left out. */
export function refuseWhatDoesNotFit(values: ExportValues): void {
  if (values.export && values.conversation !== undefined) {
    throw new Error('--export asks a question of its own: leave --conversation out and ask it in full.');
  }
  const given = (['compression', 'delimiter', 'spreadsheet-safe'] as const).find((name) => values[name]);
  if (!values.export && given) throw new Error(`--${given} is of a file: give --export too.`);
}
