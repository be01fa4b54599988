type Cell = unknown;
type Row = readonly Cell[];

/** Digits of a number that count: the same sum in another order of adding may differ in the last ones. */
const DIGITS = 9;

/**
 * Whether two results say the same, as published text-to-SQL benchmarks compare them: columns in any order, names
 * ignored, rows in any order unless the question orders them, numbers to nine digits.
 */
export function sameRows(actual: readonly Row[], expected: readonly Row[], ordered: boolean): boolean {
  if (actual.length !== expected.length) return false;
  const width = expected[0]?.length ?? 0;
  if ((actual[0]?.length ?? 0) !== width) return false;
  const wanted = expected.map((row) => row.map(canonical));
  const given = actual.map((row) => row.map(canonical));
  return permutations(width).some((order) => {
    const arranged = given.map((row) => order.map((column) => row[column]).join('\u0000'));
    const target = wanted.map((row) => row.join('\u0000'));
    return (
      (ordered ? arranged : arranged.sort()).join('\n') === (ordered ? target : target.sort()).join('\n')
    );
  });
}

function canonical(cell: Cell): string {
  if (cell === null || cell === undefined) return 'null';
  const number = typeof cell === 'boolean' || cell === '' ? Number.NaN : Number(cell);
  return Number.isNaN(number) ? String(cell) : Number(number.toPrecision(DIGITS)).toString();
}

function permutations(width: number): number[][] {
  if (width === 0) return [[]];
  return permutations(width - 1).flatMap((rest) =>
    Array.from({ length: width }, (_, at) => [...rest.slice(0, at), width - 1, ...rest.slice(at)]),
  );
}
