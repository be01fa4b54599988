import { parseArgs } from 'node:util';
import { startAttackedDatabase } from './fuzz/attacked-database.ts';
import { type FuzzProgress, fuzz } from './fuzz/fuzz.ts';

const USAGE = `Judges statements made at random from the guard's lists, and runs some of those it lets pass.

  npm run fuzz -- [--count 1000000] [--seed 1] [--run-one-in 20]

Ends with 1 when the guard crashed, took longer than a second, misread a name, or let a statement pass that
wrote.
`;

const SLOWEST_MS = 1_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    'run-one-in': { type: 'string', default: '20' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const show = ({ done, allowed, ran, answered, slowestMs }: FuzzProgress) =>
  console.log(
    `${done} judged, ${allowed} allowed, ${ran} run, ${answered} of them answered; slowest ${Math.round(slowestMs)} ms`,
  );

if (values.help) console.log(USAGE);
else await run(Number(values.seed), Number(values.count), Number(values['run-one-in']));

async function run(seed: number, count: number, oneIn: number): Promise<void> {
  const attacked = await startAttackedDatabase();
  try {
    const before = await attacked.digest();
    const result = await fuzz({ seed, count, database: { attacked, oneIn }, onProgress: show });
    show(result);
    for (const crash of result.crashes) console.error(`Crash: ${crash}`);
    for (const sql of result.misread) console.error(`Misread: ${sql}`);
    const isChanged = before !== (await attacked.digest());
    if (isChanged) console.error('The database is not as it was before.');
    if (result.slowestMs > SLOWEST_MS) console.error(`Too slow: ${result.slowest}`);
    process.exitCode =
      result.crashes.length + result.misread.length > 0 || isChanged || result.slowestMs > SLOWEST_MS ? 1 : 0;
  } finally {
    await attacked.stop();
  }
}
