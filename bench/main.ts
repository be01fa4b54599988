import type { BenchLine } from './bench-line.ts';

/** Loaded only when asked for: a bench must not pay for another's modules. */
const BENCHES: Readonly<Record<string, () => Promise<BenchLine[]>>> = {
  interpreter: async () => (await import('./interpreter.ts')).benchInterpreter(),
  bundles: async () => (await import('./bundles.ts')).benchBundles(),
  question: async () => (await import('./question.ts')).benchQuestion(),
  cost: async () => (await import('./cost.ts')).benchCost(),
  match: async () => (await import('./match.ts')).benchMatch(),
  values: async () => (await import('./values.ts')).benchValues(),
  guard: async () => (await import('./guard.ts')).benchGuard(),
  export: async () => (await import('./export.ts')).benchExport(),
  link: async () => (await import('./link.ts')).benchLink(),
  start: async () => (await import('./start.ts')).benchStart(),
  batch: async () => (await import('./batch.ts')).benchBatch(),
  load: async () => (await import('./load.ts')).benchLoad(),
  soak: async () => (await import('./soak.ts')).benchSoak(),
};

/** Takes as long as one asks for, so that it is run only when asked for. */
const BY_NAME_ONLY = ['soak'];

/** Options may have values (`--schema FILE`), which are no names. */
const given = process.argv.slice(2);
const words = given.filter((word, at) => !word.startsWith('--') && !takesValue(given[at - 1]));
const asJson = process.argv.includes('--json');
const unknown = words.find((word) => !(word in BENCHES));
if (unknown) {
  console.error(`There is no bench "${unknown}". There are: ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

const lines: BenchLine[] = [];
for (const name of words.length > 0
  ? words
  : Object.keys(BENCHES).filter((each) => !BY_NAME_ONLY.includes(each))) {
  process.stderr.write(`${name} …\n`);
  lines.push(...((await BENCHES[name]?.()) ?? []));
}
console.log(asJson ? lines.map((line) => JSON.stringify(line)).join('\n') : table(lines));
process.exitCode = lines.some(({ pass }) => pass === false) ? 1 : 0;

function takesValue(option = ''): boolean {
  return ['--schema', '--questions', '--seconds', '--minutes'].includes(option);
}

function table(all: readonly BenchLine[]): string {
  const rows = all.map(({ name, value, unit, budget = '', pass }) => [
    name,
    `${value} ${unit}`,
    budget,
    pass === undefined ? '' : pass ? 'holds' : 'MISSED',
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n');
}
