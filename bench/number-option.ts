/** The number after an option of the command line, or what counts without it; throws for anything else. */
export function numberOption(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  if (at < 0) return otherwise;
  const value = Number(process.argv[at + 1]);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Error(`${name} takes a number above 0, not ${process.argv[at + 1]}`);
}
