/** What went wrong, in a line or a few for the person at the keyboard. */
export function explainFailure(error: unknown): string {
  // A refused connection is an AggregateError without a message of its own.
  if (error instanceof AggregateError) return error.errors.map(String).join('\n');
  return error instanceof Error ? error.message : String(error);
}
