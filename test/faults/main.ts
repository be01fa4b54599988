import { parseArgs } from 'node:util';
import { renderReport } from './report.ts';
import { runFaults } from './run-faults.ts';

const USAGE = `Lets faults befall a whole local stack at work, and checks what must hold: npm run faults

  --seed N         the same faults and work again (default: by the clock)
  --faults N       how many (200)
  --questions N    asked meanwhile (500)
  --exports N      begun meanwhile (20)
  --batches N      files of questions put meanwhile (2)
  --batch-rows N   of each of them (30)
  --per-round N    faults until the stack may settle and is checked (8)
  --only WORDS     only kinds of faults with these words in their name; may be given several times
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    faults: { type: 'string', default: '200' },
    questions: { type: 'string', default: '500' },
    exports: { type: 'string', default: '20' },
    batches: { type: 'string', default: '2' },
    'batch-rows': { type: 'string', default: '30' },
    'per-round': { type: 'string', default: '8' },
    only: { type: 'string', multiple: true },
    help: { type: 'boolean', default: false },
  },
});

const BIG_ROWS = 300_000;
const PATIENCE_MS = 240_000;

if (values.help) {
  process.stdout.write(USAGE);
} else {
  const seed = whole('seed', values.seed ?? String(Date.now() % 1_000_000));
  const stopping = new AbortController();
  process.on('SIGINT', () => {
    process.stderr.write('\nStopping after this fault…\n');
    stopping.abort();
  });
  const report = await runFaults({
    seed,
    faults: whole('faults', values.faults),
    questions: whole('questions', values.questions),
    exports: whole('exports', values.exports),
    batches: whole('batches', values.batches),
    batchRows: whole('batch-rows', values['batch-rows']),
    faultsPerRound: whole('per-round', values['per-round']),
    bigRows: BIG_ROWS,
    patienceMs: PATIENCE_MS,
    only: values.only,
    signal: stopping.signal,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  process.stdout.write(`${renderReport(report)}\n`);
  if (report.violations.length > 0) process.stdout.write(`Again: npm run faults -- --seed ${seed}\n`);
  process.exitCode = report.violations.length > 0 ? 1 : 0;
}

function whole(option: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0) return value;
  throw new Error(`--${option} takes a whole number, not ${text}`);
}
