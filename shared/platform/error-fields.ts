/** An error as a log line tells of it, name and code only: messages of drivers and services may carry values or addresses. */
export function errorFields(error: unknown) {
  if (!(error instanceof Error)) return { cause: typeof error };
  return { cause: error.name, ...('code' in error && { code: error.code }), stack: framesOf(error) };
}

function framesOf({ stack = '' }: Error): string[] {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 4)
    .map((line) => line.trim());
}
